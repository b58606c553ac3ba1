import type { Region } from '../draft';
import { looksLikeBody } from '../responsibilities/body-shape';
import { readProse } from '../responsibilities/prose';
import { splitNames } from '../responsibilities/split-names';
import { looksLikePeople } from './people';

/** What the text of a cell looks like by itself. `words` is a short one that could be anything. */
export type CellKind = 'number' | 'deadline' | 'bodies' | 'charge' | 'people' | 'prose' | 'words';

const LONGEST_LIST = 240;
const LONGEST_NAME = 36;
const LONGEST_DEADLINE = 24;
const LONGEST_WORDS = 18;

const DATE =
  '(?:20[0-9]{2}(?:年度?|[./-]))?(?:今年|本年|当年)?(?:第?[一二三四1-4]季度|[0-9一二三四五六七八九十]{1,3}月(?:份|[0-9]{1,2}日|[上中下]旬|底|末|初)?|[上下]半年|[春秋]季(?:学期)?|年[底末中初终]|全年|[0-9]{1,2}月?[./-][0-9]{1,2}日?|20[0-9]{2}年|[0-9]{1,2}|暑假|寒假|汛期|入汛|学期末)?';
const TAIL =
  '(?:末|底|以?前|之前|开学前?|期间|结束前?|完成|全面|建成|开工|动工|竣工|投用|投入使用|启用|启动|通车|到位|内){0,2}';
const DEADLINE = new RegExp(
  `^(?:(?:于|在|到|自)?${DATE}${TAIL}(?:(?:-|—|~|至|到|起至|起)${DATE}${TAIL})?|每(?:个)?(?:月|季度?|学期|半年|年|周).{0,8}|(?:年内|全年|长期|常年|持续|常态化?|立即|即知即改|贯穿全年|按时间节点|按时序进度|按进度|按期|随时)(?:坚持|推进|开展|落实|完成|实施|执行|办理|推动|进行)*(?:,?并?持续(?:推进|坚持))?|持续推进.{0,6}|.{0,4}长期坚持)$`,
);

const isDeadline = (said: string): boolean => {
  const bare = said.replace(/\s+/g, '').replace(/[。;,]$/, '');
  return (
    bare.length > 1 &&
    bare.length <= LONGEST_DEADLINE &&
    (!/^[0-9.、-]+$/.test(bare) || /^20[0-9]{2}[.-][0-9]/.test(bare)) &&
    bare.split(/[、,]/).every(date => date.length > 1 && DEADLINE.test(date))
  );
};

// 12所 and 3家 are amounts.
const isBody = (name: string): boolean =>
  looksLikeBody(name) && !/[0-9一二三四五六七八九十两余][所个家部县区市镇乡村]$/.test(name);

// 开工建设老年大学。 ends like a body, but says what is to be done with it.
const TO_DO = /^(?:开工|新建|续建|扩建|改建|迁建|建成|启动|完成|推进|加快|支持|做好|加强)[一-龥]{4,30}。$/;

/** Is this nothing but names of bodies? A single one too. */
export const isBodies = (text: string, region: Region): boolean => {
  const said = text.slice(region.start, Math.min(region.end, region.start + LONGEST_LIST + 1));
  if (said.length > LONGEST_LIST || /[。;!?%]./.test(said) || TO_DO.test(said)) return false;
  if (said.length > LONGEST_NAME && !/[、,; \n|(]/.test(said.slice(0, LONGEST_NAME))) return false;
  const names = splitNames(text, region);
  if (names.length === 0) return false;
  const alike = names.filter(({ start, end }) => isBody(text.slice(start, end))).length;
  return alike === names.length || (names.length >= 3 && alike * 4 >= names.length * 3);
};

export const cellKind = (text: string, region: Region): CellKind => {
  const said = text.slice(region.start, region.end);
  // Amounts, telephone numbers and the like.
  if (said.length <= 20 && !/[一-龥]/.test(said) && !isDeadline(said)) return 'number';
  if (said.length <= LONGEST_DEADLINE + 8 && isDeadline(said)) return 'deadline';
  if (isBodies(text, region)) return 'bodies';
  if (said.length <= 40 && looksLikePeople(said)) return 'people';
  if (said.length > 4 && readProse(text, region).length > 0) return 'charge';
  return said.length > LONGEST_WORDS || /[。;]|,.*,/.test(said) ? 'prose' : 'words';
};
