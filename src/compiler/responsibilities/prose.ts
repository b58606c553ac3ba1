import type { Region, StatementPart } from '../draft';
import { matchesOf } from '../plain/matches-of';
import { stripEnd } from '../plain/strip-end';
import { endsLikeBody, looksLikeBody } from './body-shape';

// Who does what, said in words: 由A牵头,B、C等配合; A、B分别负责; A会同B负责; A负责落实,年内持续推进.
const BY_DUTY = '(?:按照|按|依据|依|根据|结合)?(?:各自|部门|自身)?(?:职责|职能|分工)+(?:要求)?';
const SAID = new RegExp(
  [
    '((?:共同|分别|联合|负责)?总?牵头(?:负责|组织实施|组织|实施|落实|抓总|推进|抓好落实|协调|主抓|办理)?|主办|承办|负总责|总负责|总牵头|主抓|主责)',
    '((?:积极|协同|共同|密切|予以|参与|协助)?(?:配合|协办|协助|协同|参与|参加)(?:实施|落实|推进|配合|负责)?)',
    `((?:${BY_DUTY})?(?:做好|抓好)?(?:分别|共同|具体|分工|组织|各自|分头|全面)?(?:负责落实|负责实施|负责推进|负责|抓好落实|贯彻落实|推进落实|组织落实|组织实施|落实|实施|推进))`,
  ].join('|'),
  'g',
);

const LONGEST_PROSE = 500;
const TAIL = /(?:年|月|季|期限|前|底|推进|坚持|内|期|完成|启动|长期|持续|[0-9]|下同)/;
const WITH = /(?:,|、)?(?:会同|商(?![务业贸会标品场城])|联合(?![会体社国])|协同|配合)(?=[一-龥])/;
// Whom a sentence of a plan may speak of without naming a body that answers for the work.
const ANYBODY = /^(?:学校|企业|个人|家长|社会|政府|单位|部门|高校|各方|家庭|村民|业主|教师|学生|医院|基层|群众)$/;
const BEFORE = /^(?:[,;。、 \n]|由|请|并由|并|再由|其中|(?:以上|上述|本项|此项|该项|具体)[^,;。、由]{0,12}由|具体)+/;

const isList = (names: string, all = false): boolean => {
  const pieces = names
    .replace(/\([^()]{0,60}\)/g, '')
    .replace(/等?(?:有关|相关)?(?:部门|单位)?等?$/, whole => (/^(?:等|$)/.test(whole) ? '' : whole))
    .split(/[、,;/\s]+|(?:和|及|以及|与)(?=各|市|县|区|省|有关)/)
    .map(piece => piece.replace(/^(?:由|请)/, '').replace(/等$/, ''))
    .filter(piece => piece);
  if (pieces.length === 0 || !endsLikeBody(pieces.at(-1)!)) return pieces.length > 0 && looksLikeBody(pieces.at(-1)!);
  const good = pieces.filter(piece => looksLikeBody(piece)).length;
  if (all && good < pieces.length) return false;
  return good * 2 >= pieces.length && pieces.some(piece => !ANYBODY.test(piece));
};

/**
 * The parts of a stretch of prose that is nothing but such a statement; empty where it is something else. `region` is a bracket's
 * inside, a cell or a `sentence`: in one of these what is done is the plan's own (由A牵头制定方案), in a bracket it is not.
 */
export const readProse = (text: string, region: Region, sentence = false): StatementPart[] => {
  if (region.end - region.start > LONGEST_PROSE) return [];
  const said = stripEnd(text.slice(region.start, region.end), '。;,');
  const parts: StatementPart[] = [];
  const push = (role: StatementPart['role'], start: number, end: number): void => {
    parts.push({
      role,
      inCharge: role === 'responsible',
      value: { start: region.start + start, end: region.start + end },
    });
  };
  let from = 0;
  for (const match of matchesOf(SAID, said)) {
    // 会同B、C负责: 协同 or 配合 before names, and words within a name (市政务服务推进中心), end no list of names.
    const lead = BEFORE.exec(said.slice(from, match.index))?.[0].length ?? 0;
    const start = from + lead;
    const names = stripEnd(said.slice(start, match.index), ',、');
    const after = said.slice(match.index + match[0].length);
    if (!names) {
      if (parts.length === 0) continue;
      if (match[2] && /^[一-龥]{2}/.test(after)) continue;
      from = match.index + match[0].length;
      continue;
    }
    const ended = /^(?:$|[,;。、\s(]|由|并|会同|落实|工作|年内|[0-9])/.test(after);
    const own = parts.length > 0 ? behindObject(names) : 0;
    if (own > 0 && isList(names.slice(own)) && !looksLikeBody(names.slice(0, own - 1))) {
      push(match[1] ? 'lead' : match[2] ? 'assist' : 'responsible', start + own, start + names.length);
      from = match.index + match[0].length;
      continue;
    }
    const joint = WITH.exec(names);
    const [first, second] = joint
      ? [names.slice(0, joint.index), names.slice(joint.index + joint[0].length)]
      : [names, ''];
    if (!ended && !isEndOfClause(after)) {
      continue;
    }
    if (
      !(first === '' || isList(first, sentence)) ||
      (second !== '' && !isList(second)) ||
      (first === '' && second === '')
    ) {
      if (parts.length === 0) return [];
      break;
    }
    const role = match[1] ? 'lead' : match[2] ? 'assist' : 'responsible';
    if (first) push(second && role === 'responsible' ? 'lead' : role, start, start + first.length);
    if (second) push('assist', start + names.length - second.length, start + names.length);
    from = match.index + match[0].length;
  }
  const rest = said.slice(from).replace(BEFORE, '');
  if (parts.length === 0) return readJoint(said, region.start);
  if (rest.length > 0) {
    const start = region.start + said.length - rest.length;
    const value = { start, end: region.start + said.length };
    const object =
      !sentence && /^[一-龥]{1,8}$/.test(rest) && /[责头合]$/.test(said.slice(0, said.length - rest.length));
    if (object) return parts;
    const helpers = /^(?:会同|协同|配合|联合|商)/.exec(rest);
    if (helpers && isList(rest.slice(helpers[0].length))) {
      parts.push({ role: 'assist', inCharge: false, value: { ...value, start: start + helpers[0].length } });
    } else if (rest.length > 24 || !TAIL.test(rest)) return isList(rest) ? parts : [];
    else parts.push({ role: 'deadline', inCharge: false, value });
  }
  return parts;
};

/** A负责组织,B负责保障: behind the object of the last verb the next names begin. */
const behindObject = (names: string): number => /^[一-龥]{1,12}[,;]/.exec(names)?.[0].length ?? 0;

/** 负责资金保障: a short object behind the verb. */
const isEndOfClause = (after: string): boolean =>
  /^[一-龥]{0,6}(?:[,;。]|$)/.test(after) && !/^[一-龥]{0,4}(?:办|处|科|局|中心|部|室|委)(?:[,;。、]|$)/.test(after);

/** A会同B, without a verb. */
const readJoint = (said: string, offset: number): StatementPart[] => {
  const joint = /(?:,|、)?(?:会同|联合(?![会体社国])|商(?![务业贸会标品场城]))(?=[一-龥])/.exec(said);
  if (!joint) return [];
  const start = BEFORE.exec(said)?.[0].length ?? 0;
  const second = joint.index + joint[0].length;
  if (!isList(said.slice(start, joint.index)) || !isList(said.slice(second))) return [];
  return [
    { role: 'lead', inCharge: false, value: { start: offset + start, end: offset + joint.index } },
    { role: 'assist', inCharge: false, value: { start: offset + second, end: offset + said.length } },
  ];
};

export { isList as isListOfBodies };
