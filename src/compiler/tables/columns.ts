import type { StatementPart } from '../draft';
import { labelWord } from '../responsibilities/label-words';

/**
 * What a column holds: `number`; `category`, what the rows are grouped by; `task`, what is to be done; `stated`, who does it or until
 * when; `other`, what is said beside it (remarks, progress, telephone). `people` where a column of bodies names persons too.
 */
export type Column =
  | { kind: 'number' | 'category' | 'task' | 'other' }
  | { kind: 'stated'; role: StatementPart['role']; inCharge: boolean; people: boolean };

const NUMBER = /^(?:序号|编号|序|号|项次|总序号|任务序号|任务编号|项目编号|项目序号|no\.?)$/i;
const CATEGORY =
  /^(?:(?:任务|工作|项目|事项|目标|指标|所属|责任|重点|主要)?(?:类别|分类|类型|门类|大类|领域|方面|板块|条线|维度|专项|归类)|类|章节|部分|主题|模块|一级(?:指标|目标|任务|分类)|二级(?:指标|目标|分类))$/;
const TASK_END =
  /(?:任务|事项|项目|内容|目标|指标|要求|措施|举措|名称|工作|要点|计划|安排|重点|事由|议题|问题|做法|路径|行动|工程|活动|实事|任务分解|分解|清单|标准|成效|成果|节点目标)$/;
const TASK_WORD =
  /^(?:(?:重点|主要|具体|目标|工作|任务|年度|实施|推进|建设|整改|改革|创建|报告|项目|事项)+(?:[0-9]{4}年)?(?:度)?)(?:与|和|及|及其|、|\/)?/;
const OTHER =
  /备注|说明|附注|进展|完成情况|落实情况|推进情况|执行情况|电话|来源|依据|投资|经费|资金|地点|规模|性质|地址|存在问题|下一步|打算|审核|督查|督办(?!领导)|督导(?!领导)|验收|考核|评分|得分|分值|权重|单位:|计量|签字|附件|文号|是否|页码/;
// Where nothing else tells what is to be done, what is looked at in the end does.
const EXAMINED = /^考核(?:指标|内容|目标|任务|事项|要求)$/;
const UNTIL = /时限|期限|时间|进度|节点|日期|截止/;

const LONGEST_WORD = 16;

const stated = (role: StatementPart['role'], inCharge = false, people = false): Column => ({
  kind: 'stated',
  role,
  inCharge,
  people,
});

/** What a header word announces; null for a word that is none. Blanks within it do not matter. */
export const columnOf = (said: string): Column | null => {
  const whole = said.replace(/\s+/g, '').replace(/^[“"《]|[”"》:]$/g, '');
  const bracket = whole.search(/[(【〔[]/);
  const word = (bracket > 0 ? whole.slice(0, bracket) : whole).replace(/[0-9]{4}年度?/, '') || whole;
  if (word.length === 0 || word.length > LONGEST_WORD || /[。;,:!?]/.test(word)) return null;
  if (NUMBER.test(word)) return { kind: 'number' };
  if (CATEGORY.test(word)) return { kind: 'category' };
  const label = labelWord(word);
  if (label && label.role !== 'other') return stated(label.role, label.inCharge, label.people);
  if (word.length > 2 && UNTIL.test(word) && !/目标|任务|内容/.test(word)) return stated('deadline');
  if (EXAMINED.test(word)) return { kind: 'task' };
  if (OTHER.test(word)) return { kind: 'other' };
  if (TASK_END.test(word) || (TASK_WORD.test(word) && word.replace(TASK_WORD, '') === '')) return { kind: 'task' };
  return label ? { kind: 'other' } : null;
};

// What stands over several columns and says nothing by itself: 责任分工 above 牵头单位 and 配合单位.
const SPANNING =
  /^(?:责任|任务|工作|职责|落实)?(?:分工|体系|落实|主体|责任)$|^责任(?:单位|部门)?分工$|^(?:责任|任务)分解$|^进度安排$|^责任(?:单位|部门|主体)(?:及|和)分工$/;

/** A header word that may stand over several others. */
export const maySpan = (said: string): boolean => SPANNING.test(said.replace(/\s+/g, ''));

const BARE = /^(?:牵头|主办|承办|配合|协办|协同|主责|责任|负责|参与)$/;

/** Under a spanning word a short one is enough: 牵头, 配合. */
export const isBareRole = (said: string): boolean => BARE.test(said.replace(/\s+/g, ''));

/** Do these columns make a table of tasks: something to be done, and who does it or until when? */
export const listTasks = (columns: Array<Column | null>): boolean => {
  const kinds = columns.filter(column => column !== null);
  const has = (kind: Column['kind']): boolean => kinds.some(column => column.kind === kind);
  return has('stated') && (has('task') || (has('number') && kinds.some(({ kind }) => kind === 'category')));
};
