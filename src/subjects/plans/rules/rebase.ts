import { comparePlans } from '../../../compiler/revisions/compare-plans';
import { canonicalJson } from '../../../kernel/canonical';
import type { AdoptionPreview, PreviewRow, SettledPlan } from '../schema';
import type { AdoptedItem } from './adoption';

/** Which item and which target of an earlier version is which of the revised one: ids and keys, old to new. */
export type Rebase = { nodes: [from: string, to: string][]; targets: [from: string, to: string][] };

export function rebaseOf(before: SettledPlan, after: SettledPlan): Rebase {
  const { nodes, clauses } = comparePlans(before, after);
  const [old, now] = [before, after].map(plan => new Map(plan.nodes.map(node => [node.id, node]))) as [
    Map<string, SettledPlan['nodes'][number]>,
    Map<string, SettledPlan['nodes'][number]>,
  ];
  return {
    nodes: nodes.flatMap(one => (one.before && one.after ? [[one.before, one.after] as [string, string]] : [])),
    targets: clauses.flatMap(({ targets }) =>
      targets.flatMap(one => {
        const from = one.before && old.get(one.before.node)?.targets[one.before.index]?.key;
        const to = one.after && now.get(one.after.node)?.targets[one.after.index]?.key;
        return from && to ? [[from, to] as [string, string]] : [];
      }),
    ),
  };
}

type Adopted = Pick<AdoptedItem, 'number' | 'title' | 'content' | 'dueOn' | 'leaderName' | 'units' | 'targets'>;
/** A task that came from the earlier version. */
export type AdoptedTask = PreviewRow & { nodeId: string; adopted: Adopted };

/** What people read of an item; where it stands in the text is not part of it. */
const said = ({ number, title, content, dueOn, leaderName, units, targets }: Adopted): string =>
  canonicalJson({
    number,
    title,
    content,
    dueOn,
    leaderName,
    units,
    targets: targets.map(({ key: _, span: _span, text: _text, ...fields }) => fields),
  });

const rowOf = ({ number, title }: PreviewRow): PreviewRow => ({ number, title });

/** What adopting the revised plan would do to the tasks of the earlier one, before it is done. */
export function previewOf(
  tasks: readonly AdoptedTask[],
  items: readonly AdoptedItem[],
  rebase: Rebase,
): AdoptionPreview {
  const to = new Map(rebase.nodes);
  const byNode = new Map(items.map(item => [item.nodeId, item]));
  const preview: AdoptionPreview = { created: [], changed: [], kept: 0, dropped: [] };
  const met = new Set<string>();
  for (const task of tasks) {
    const item = byNode.get(to.get(task.nodeId) ?? '');
    if (!item) preview.dropped.push(rowOf(task));
    else {
      met.add(item.nodeId);
      if (said(item) === said(task.adopted)) preview.kept += 1;
      else preview.changed.push({ ...rowOf(item), was: rowOf(task) });
    }
  }
  preview.created = items.filter(item => !met.has(item.nodeId)).map(rowOf);
  return preview;
}
