import type { Course } from './item-work';

/** What is said on a task: by the office, answered by the lead's liaison, or as an instruction (批示) by a leader. */
export type Remark = { on: string; by: 'office' | 'lead' | 'charge' | 'head'; body: string };

/** Names that the words use: of the lead unit, of the step that is next, of the task. */
type Names = { lead: string; step: string; title: string };

const remarks: Partial<Record<Course, (names: Names) => Remark[]>> = {
  overdue: ({ lead, step }) => [
    {
      on: '2026-09-04',
      by: 'office',
      body: `该事项已到完成时限，“${step}”尚未完成。请${lead}说明原因，提出新的时间安排。`,
    },
    { on: '2026-09-07', by: 'lead', body: '已逐园列出未完成清单，正与住建部门和开发企业协商，近期报送专题情况。' },
    {
      on: '2026-09-08',
      by: 'head',
      body: `请${lead}会同发展规划处、财务处逐园研究，9月底前拿出一园一策，形成清单报我。`,
    },
  ],
  'far-behind': ({ lead, title }) => [
    {
      on: '2026-07-14',
      by: 'office',
      body: `“${title}”连续两个月进度差距扩大，请${lead}认真分析原因，下期反馈写明具体措施。`,
    },
    {
      on: '2026-08-13',
      by: 'charge',
      body: `进度明显滞后。请${lead}本月内召开一次校企座谈会，把企业顾虑问清楚，能当场定的当场定。`,
    },
    {
      on: '2026-09-11',
      by: 'head',
      body: '年底前能完成多少、完不成的怎么办，请分管同志牵头提出意见，下次局长办公会汇报。',
    },
    { on: '2026-09-15', by: 'lead', body: '已拟定座谈会方案和企业名单，拟于9月下旬召开，会后报送情况。' },
  ],
  'milestone-far-behind': ({ lead, step }) => [
    { on: '2026-08-18', by: 'office', body: `节点“${step}”已过时限，请${lead}尽快协调并更新预计完成时间。` },
    { on: '2026-09-09', by: 'charge', body: '土地问题要盯紧，每周与自然资源部门对接一次，需要我出面协调的及时报告。' },
  ],
  silent: ({ lead, title }) => [
    { on: '2026-07-09', by: 'office', body: `“${title}”6月进展反馈尚未报送，请${lead}今日内补报。` },
    { on: '2026-08-11', by: 'office', body: '6月、7月反馈均未报送，已电话提醒，请联络员抓紧补报。' },
    { on: '2026-09-10', by: 'charge', body: `三个月没有反馈，请${lead}主要负责同志到我处说明情况。` },
  ],
  behind: ({ lead }) => [
    { on: '2026-09-14', by: 'office', body: `进度低于序时进度，请${lead}在9月反馈中写明追赶计划和责任人。` },
    { on: '2026-09-16', by: 'lead', body: '收到，已将剩余任务分解到周，9月反馈一并报送。' },
  ],
  'target-behind': () => [
    {
      on: '2026-09-11',
      by: 'office',
      body: '总体进度正常，但数量指标与推进曲线有差距，请核对口径；确属未完成的，说明四季度安排。',
    },
  ],
  'report-missing': ({ lead }) => [
    { on: '2026-09-09', by: 'office', body: `8月反馈未按时报送，请${lead}本周内补报。` },
  ],
  'milestone-late': ({ step }) => [
    { on: '2026-09-18', by: 'office', body: `节点“${step}”已过计划时间，是否影响平台按期上线？请说明。` },
    { on: '2026-09-21', by: 'lead', body: '接口联调比预计晚两周，已增派人员，上线时间不变。' },
  ],
  'slow-finish': () => [{ on: '2026-09-22', by: 'office', body: '距完成时限不足十天，请抓紧定稿付印，按时申请办结。' }],
  ahead: ({ title }) => [
    { on: '2026-07-21', by: 'charge', body: `“${title}”推进扎实，请将好做法整理成材料，供其他处室借鉴。` },
    { on: '2026-07-24', by: 'lead', body: '好的，材料已报办公室。' },
  ],
};

/** What was said on a task of this course, in order of time; nothing where all goes as it should. */
export const remarksOn = (course: Course, names: Names): Remark[] => remarks[course]?.(names) ?? [];

/** Why a report comes back, and what the figure sentence adds the second time. */
export const returnReasons = [
  '只写了做法，没有写明完成数量，请补充本月数据。',
  '进展描述较笼统，请写明已完成的具体事项和数据来源。',
  '没有写明本月新完成的事项，请与上月反馈区分开。',
  '缺少佐证材料，请补充后重新报送。',
] as const;
