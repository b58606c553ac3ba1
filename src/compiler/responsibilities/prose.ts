import type { Region, StatementPart } from '../draft';

// Who does what, said in words: 由A牵头,B、C等配合; A、B分别负责; A负责落实,年内持续推进.
const SAID =
  /(牵头负责|牵头组织实施|牵头实施|牵头落实|牵头|主办|承办|负总责|总负责)|(协同配合|积极配合|共同配合|配合实施|配合落实|配合|协办|协助|参与|参加)|((?:按照?职责|按分工|按职责分工|依职责|根据职责)?(?:分别|共同|具体|分工|组织)?(?:负责落实|负责实施|负责|实施|落实))/g;

const LONGEST_PROSE = 400;
const NAME_END =
  /(?:等?(?:有关|相关)?(?:[处科室股局委办部会院馆站所校园组班厅社队署院府]|中心|单位|部门|党委|支部|工会|团委|街道|镇|乡|学校|公司|集团|企业|分局|高校|县区?|区|市)|等)(?:\([^()]{1,30}\))?[,、]?$/;

/** The parts of a stretch of prose that is nothing but such a statement; empty where it is something else. */
export const readProse = (text: string, region: Region): StatementPart[] => {
  if (region.end - region.start > LONGEST_PROSE) return [];
  const said = text.slice(region.start, region.end);
  const parts: StatementPart[] = [];
  let from = 0;
  for (const match of said.matchAll(SAID)) {
    const names = said.slice(from, match.index).replace(/^[,;。、 ]+/, '');
    const start = region.start + match.index - names.length;
    const end = region.start + match.index;
    from = match.index + match[0].length;
    if (!NAME_END.test(names)) {
      // 年内持续推进 may follow; anything else before the first name means that this is no statement.
      if (parts.length === 0) return [];
      continue;
    }
    const role = match[1] ? 'lead' : match[2] ? 'assist' : 'responsible';
    parts.push({ role, inCharge: role === 'responsible', value: { start, end } });
  }
  if (parts.length === 0) return [];
  const rest = said.slice(from).replace(/^[,;。、 ]+/, '');
  if (rest.length > 20) return [];
  if (rest.length > 0) {
    parts.push({ role: 'deadline', inCharge: false, value: { start: region.end - rest.length, end: region.end } });
  }
  return parts;
};
