import type { StatementPart } from '../draft';

/** What a label announces. `people`: it also announces persons (责任单位及责任人). */
export type LabelWord = { role: StatementPart['role']; inCharge: boolean; people: boolean };

const BODY =
  '(?:处室|科室|股室|部室|委室|单位|部门|委办局|委办|处|科|股|室|局|机构|学院|院系|院部|系部|系|主体|方|街道|镇街|乡镇|镇|乡|县区|区县|县|区|园区|校区|学校|医院|企业|公司|组织|小组|组|专班|党组织|党支部|支部|班组|车间|年级|教研组|中心|部|成员单位)';
const BODIES = `${BODY}(?:[、/,和及与或]?(?:市级|县级|区级|有关|相关|主要)?${BODY})?`;
const WHOSE = '(?:市级|县级|区级|镇级|省级|校级|院级|局|市|县|区|镇|校|院|厅|委|项目|工作|任务|整改|建议|主要|总|拟)?';
const LEAD =
  '(?:牵头(?:组织实施|组织|实施|落实|责任|负责|推进|主办|抓总|协调|汇总|主责|承办)?|负责牵头|第一责任|首要责任|主要责任|主要负责|主体责任落实|主办|承办|主责|主管|主抓|主牵头)';
const ASSIST =
  '(?:协同配合|协助配合|配合协助|协同责任|配合责任|协办责任|共同责任|配合落实|配合实施|责任配合|协同|配合|协办|协助|协作|协调|参与|参加|会办|支持|支撑|保障|协力|共建)';
const CHARGE = '(?:具体负责|负责)';
const RESPONSIBLE =
  '(?:责任落实|落实责任|直接责任|相关责任|主体责任|具体责任|责任|组织实施|实施|落实|执行|承担|完成|承接|分工)';
const AND = '(?:和|及|与|、|/|,|\\+|或)?';

const CHIEF =
  '(?:领导|院长|校长|局长|主任|市长|县长|区长|镇长|副市长|副县长|副区长|副局长|副校长|秘书长|负责同志|负责人)';
const LEADS =
  '(?:牵头责任|牵头|第一责任|责任|分管联系|分管|包保|包联|包抓|包干|包案|挂联|联系|挂包|挂钩|挂点|挂帅|主管|带队|负责|督办|督导|领衔|领办|协调|主抓|主要|总协调|市级|县级|区级)';
const LEADER = `(?:市|县|区|校|局|镇|乡|厅|委|省|院|集团|公司)?(?:政府|党委)?${LEADS}(?:的)?(?:市|县|区|校|局|镇|乡|厅|委|省|院|公司|班子)?(?:政府|级)?${CHIEF}`;
const CONTACT =
  '(?:项目|直接|具体|第一|牵头|主要|科室|股室|部门|单位|工作|任务|整改|落实|实施|经办|技术|包保|包联|包抓|业务|日常)?(?:责任人|负责人|联系人|联络人|联络员|经办人|责任人员|承办人|牵头人|实施人|执行人|完成人|跟进人|对接人|责任干部|责任教师|责任民警|负责同志)';
const UNTIL =
  '(?:(?:完成|拟定|办结|办理|责任|时间|计划|工作|整改|推进|实施|预计|落实|截止|起止|任务)?(?:时限|期限|时间节点|时间|节点|进度|日期)(?:要求|安排|节点)?)';
const OTHER =
  '(?:(?:监督|联系|咨询|举报)?电话|(?:实际|年度|目前|当前|季度)?(?:完成|推进|进展|落实)情况|(?:工作|年度|目标|阶段|季度|预期|任务|责任|绩效)目标|(?:目标|工作|具体|重点)任务|(?:主要|工作|具体|建设|实施|任务)内容|(?:具体|工作|目标|质量)要求|(?:工作|主要|推进|具体|保障)(?:措施|举措)|(?:项目|任务)名称|(?:资金|经费|任务|信息|数据)来源|文件依据|(?:总|计划|年度)?投资|所需经费|经费|建设(?:地点|规模|单位|性质|地址|周期)|成果形式|(?:预期|标志性)成果|预期成效|成效|(?:考核|验收|评价|工作|完成)(?:标准|标志|办法|方式)|(?:督办|督查|督导|监督|考核|验收|业务指导|指导|评价|统计|报送|填报|审核|主送|来源|发布|编制|起草)(?:责任)?(?:单位|部门|科室|处室|机构|电话)|存在问题|(?:下一?步)(?:工作|打算|安排)?|说明|附注|备注|注)';

const word = (role: LabelWord['role'], inCharge = false, people = false): LabelWord => ({ role, inCharge, people });

const KINDS: Array<[RegExp, LabelWord]> = [
  [new RegExp(`^(?:${OTHER})$`), word('other')],
  [new RegExp(`^(?:${UNTIL})$`), word('deadline')],
  [new RegExp(`^${LEADER}(?:${AND}(?:${LEADER}|${CONTACT}))?$`), word('leader')],
  [new RegExp(`^${CONTACT}(?:${AND}${CONTACT})?$`), word('contact')],
  [
    new RegExp(`^${WHOSE}${LEAD}(?:${AND}(?:${ASSIST}|${RESPONSIBLE}|${CHARGE}|组织|汇总))?(?:${BODIES})?$`),
    word('lead'),
  ],
  [new RegExp(`^${WHOSE}${ASSIST}(?:${AND}(?:${ASSIST}|责任|实施))?(?:${BODIES})?$`), word('assist')],
  [new RegExp(`^${WHOSE}${CHARGE}(?:责任|落实|实施)?(?:${BODIES})?$`), word('responsible', true)],
  [new RegExp(`^${WHOSE}${RESPONSIBLE}(?:${AND}(?:实施|落实|责任))?(?:${BODIES})?$`), word('responsible')],
  [new RegExp(`^${WHOSE}(?:责任|工作|职责|任务|部门|组织)分工$`), word('responsible')],
  [
    new RegExp(`^${WHOSE}(?:责任|牵头|负责)${BODIES}${AND}(?:责任人|负责人|人|领导|责任领导)$`),
    word('responsible', false, true),
  ],
];

/** The longest label there is, without blanks: 牵头组织实施责任单位及责任人. */
export const LONGEST_LABEL = 14;

const known = new Map<string, LabelWord | null>();

// What labels end with: most words before a colon are none.
const LAST = new Set([
  ...'室位门处科股构院系体方道镇乡区县业织组办领导人限求点间度期局部团班位员长志情况目标务容要求施举名称源据资费址模质周果效准志法式话题作打算安排明注头合办责管抓助作与加持撑障力建责任实施落成担分工干师警心校',
]);

/** Can a label end with this character? */
export const mayEndLabel = (character: string): boolean => LAST.has(character) || character === ')';

// No label begins with a digit, but many a line of a plan does.
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** What a label such as 牵头处室 or 完成时限 announces; null for any other word. Blanks and brackets in it do not matter. */
export const labelWord = (said: string): LabelWord | null => {
  if (!LAST.has(said.at(-1) ?? '') && said.at(-1) !== ')') return null;
  if (isDigit(said.charCodeAt(0))) return null;
  const key = said.replace(/\s+/g, '');
  if (key.length < 2 || key.length > LONGEST_LABEL + 6) return null;
  let found = known.get(key);
  if (found === undefined) {
    const plain = key.replace(/[(（【〔[]([^)）】〕\]]{1,8})[)）】〕\]]/g, '');
    found =
      plain.length > 1 && plain.length <= LONGEST_LABEL
        ? (KINDS.find(([form]) => form.test(plain))?.[1] ?? null)
        : null;
    if (known.size < 10_000) known.set(key, found);
  }
  return found;
};

/** Only these by themselves make a stretch of text a statement of who is responsible. */
export const namesSomebody = (role: StatementPart['role']): boolean => role !== 'deadline' && role !== 'other';

/** A label that says so plainly (牵头单位, not 落实): it needs no colon, and may stand anywhere. */
export const isPlainLabel = (said: string): boolean => PLAIN.test(said.replace(/\s+/g, ''));
const PLAIN =
  /^(?:(?:市|县|区|校|项目|主要|第一|共同|具体|直接)?(?:牵头|主办|承办|主责|配合|协办|协同|协作|参与|责任|负责|实施|落实|完成|协助)(?:责任|负责|配合|实施|组织实施)?(?:单位|部门|处室|科室|股室|学院|主体|领导|人|委办局|院系)|(?:分管|包保|挂钩|联系|挂点|包联)(?:市|县|区|校|镇|局|院)?领导|(?:项目)?联系人|完成时限|完成时间|时限要求)$/;
