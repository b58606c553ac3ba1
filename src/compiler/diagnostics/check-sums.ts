import { allNodes, type Draft } from '../draft';
import { report } from './catalogue';
import { targetAt } from './target-at';

/** A total that is not the sum of its parts. */
export const checkSums = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    for (const { total, parts } of node.breakdowns) {
      const values = parts.map(({ value }) => value ?? 0);
      const sum = Number(values.reduce((a, b) => a + b, 0).toPrecision(12));
      if (sum === total.value) continue;
      const unit = total.unit ?? '';
      const message = `“${total.indicator}”合计 ${total.value}${unit}，所列各部分之和为 ${sum}${unit}。`;
      report(draft, 'sum-mismatch', { start: total.start, end: parts.at(-1)!.end }, message, {
        total: total.value ?? 0,
        parts: values,
        sum,
        unit: total.unit,
        node: node.id,
        targets: [total, ...parts].map(target => targetAt(node, target)),
      });
    }
  }
};
