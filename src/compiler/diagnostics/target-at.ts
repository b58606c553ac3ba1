import type { DraftNode, DraftTarget } from '../draft';
import type { TargetAt } from './catalogue';

/** Which target of which node a question is about. */
export const targetAt = (node: DraftNode, target: DraftTarget): TargetAt => ({
  node: node.id,
  index: node.targets.indexOf(target),
  indicator: target.indicator,
  value: target.value,
  unit: target.unit,
});
