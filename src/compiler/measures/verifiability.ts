import type { Draft, DraftNode } from '../draft';
import type { Verifiability } from '../ledger';

// A work that exists or not at the end: a paper issued, a building in use.
const RESULT =
  /完成|建成|建立|成立|组建|印发|出台|制定|修订|编制|发布|公布|上线|投用|投入使用|投产|开工|竣工|通车|启用|验收|交付|挂牌|签订|签约|获批|通过.{0,12}(?:评估|验收|认定|审查)|创成|落地|移交|报送|形成.{0,12}(?:报告|清单|方案|台账)/;
// Something that takes place; how often and for whom is not said.
const ACTIVITY =
  /开展|组织|举办|召开|承办|培训|宣传|检查|督查|督导|巡查|排查|整治|评选|评审|走访|慰问|调研|演练|竞赛|比赛|大赛|考核|评估|审计|监测|通报|发放|招聘|对接|试点|推广|整改|实施/;
// How well, without a measure.
const VAGUE = /明显|显著|有效|进一步|不断|更加|大幅|稳步|前列|合理区间|较大|有所|高水平|高质量|切实|持续/;

/**
 * How anybody could tell at the end of the year that a sentence was carried out, by rules that can be read: it has a number, or a date or
 * a product, or only names what is done, or only asks for effort. `reason` and `ask` are keys of the locale namespace `compiler`.
 */
export const verifiabilityOf = (draft: Draft, node: DraftNode): Verifiability => {
  if (node.targets.length > 0) return { kind: 'quantified', reason: 'has-target', ask: null };
  const text = draft.text.slice(node.start, node.end);
  const dated = node.deadlines.some(({ until }) => until !== null);
  const result = RESULT.test(text);
  if (result && dated) return { kind: 'milestone', reason: 'has-result-and-date', ask: null };
  if (dated) return { kind: 'milestone', reason: 'has-date', ask: 'ask-result' };
  if (result) return { kind: 'milestone', reason: 'has-result', ask: 'ask-date' };
  if (node.deadlines.some(({ recurring }) => recurring !== null))
    return { kind: 'activity', reason: 'has-rhythm', ask: 'ask-record' };
  if (ACTIVITY.test(text)) return { kind: 'activity', reason: 'names-activity', ask: 'ask-count' };
  if (VAGUE.test(text)) return { kind: 'exhortation', reason: 'vague-degree', ask: 'ask-value' };
  return { kind: 'exhortation', reason: 'only-effort', ask: 'ask-result' };
};
