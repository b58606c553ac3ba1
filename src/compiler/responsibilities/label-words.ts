import type { StatementPart } from '../draft';

type Word = { role: StatementPart['role']; inCharge: boolean };

const BODIES =
  '(?:处室|科室|股室|单位|部门|处|科|股|室|机构|学院|院系|主体|方|街道|镇街|镇\\(街\\)|乡镇|县区|园区|企业|组织|组|党组织)';
const LEAD =
  '(?:牵头组织实施|牵头责任|牵头负责|牵头实施|牵头组织|牵头落实|第一责任|牵头|主办|承办|主责|主要责任|首要责任|负责牵头|总牵头)';
const ASSIST = '(?:协同配合|协同责任|配合责任|协助配合|共同责任|协同|配合|协办|协助|协作|参与|参加|会办|支持)';
const CHARGE = '(?:具体负责|组织实施|负责|实施|落实|执行|承担)';
const RESPONSIBLE = '(?:责任落实|落实责任|直接责任|责任)';
const LEADER =
  '(?:(?:市|县|区|校|局|镇|厅|委|省|集团|公司)?(?:政府)?(?:牵头|责任|分管|包保|包联|联系|挂包|挂钩|主管|带队|负责|督办)(?:市|县|区|校|局|镇|厅|委|省)?(?:级)?(?:领导|院长|校长|局长|副市长|副县长))';
const CONTACT =
  '(?:(?:项目|直接|具体|第一|牵头|主要|科室|工作)?(?:责任人|负责人|联系人|联络人|联络员|经办人|责任人员|承办人))';
const UNTIL =
  '(?:(?:完成|拟定|办结|办理|时间|计划|工作|整改)?(?:时限|期限|时间|时间节点|节点|进度)(?:要求|安排)?|完成日期)';
const OTHER =
  '(?:监督电话|联系电话|电话|完成情况|实际完成情况|推进情况|进展情况|工作目标|年度目标|目标任务|工作任务|主要内容|工作内容|具体要求|工作要求|工作措施|主要措施|推进措施|项目名称|资金来源|成效|备注)';

const KINDS: Array<[RegExp, Word]> = [
  [new RegExp(`^(?:${OTHER})$`), { role: 'other', inCharge: false }],
  [new RegExp(`^(?:${UNTIL})$`), { role: 'deadline', inCharge: false }],
  [new RegExp(`^(?:${LEADER})$`), { role: 'leader', inCharge: false }],
  [new RegExp(`^(?:${CONTACT})$`), { role: 'contact', inCharge: false }],
  [new RegExp(`^${LEAD}(?:和|及|、)?(?:责任|实施|组织)?${BODIES}?$`), { role: 'lead', inCharge: false }],
  [new RegExp(`^${ASSIST}(?:和|及|、)?(?:责任|实施|配合|协办)?${BODIES}?$`), { role: 'assist', inCharge: false }],
  [new RegExp(`^${RESPONSIBLE}(?:和|及|、)?(?:实施)?${BODIES}?$`), { role: 'responsible', inCharge: false }],
  [new RegExp(`^${CHARGE}(?:责任)?${BODIES}?$`), { role: 'responsible', inCharge: true }],
];

/** The longest label there is: 牵头组织实施责任单位. */
export const LONGEST_LABEL = 12;

const known = new Map<string, Word | null>();

/** What a label such as 牵头处室 or 完成时限 announces; null for any other word. Blanks in it do not matter. */
export const labelWord = (word: string): Word | null => {
  const key = word.replaceAll(' ', '');
  if (key.length === 0 || key.length > LONGEST_LABEL) return null;
  let found = known.get(key);
  if (found === undefined) {
    found = KINDS.find(([form]) => form.test(key))?.[1] ?? null;
    if (known.size < 10_000) known.set(key, found);
  }
  return found;
};

/** Only these by themselves make a stretch of text a statement of who is responsible. */
export const namesSomebody = (role: StatementPart['role']): boolean => role !== 'deadline' && role !== 'other';
