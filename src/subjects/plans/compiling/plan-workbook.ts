import type { Plan, PlanNode, Target } from '../../../compiler/ledger';
import { say } from '../../../locales/say';
import type { WorkbookModel } from '../../../platform/papers/workbook-model';
import { type Checked, checkedOf, isHardToCheck } from '../rules/verifiability';

// A handful of words over tens of thousands of rows: looked up once.
const words = new Map<string, string>();
const word = (key: string): string => {
  const known = words.get(key) ?? say('zh-CN', key);
  words.set(key, known);
  return known;
};
const said = (key: string) => word(`compiler:${key}`);
const text = (key: string) => word(`cli:workbook.${key}`);

const writtenValue = ({ comparator, value, low, high }: Target): string =>
  comparator === 'range' ? `${low}-${high}` : String(value);

type Tree = { below: (node: PlanNode) => PlanNode[]; pathOf: (node: PlanNode) => string };

const treeOf = ({ nodes }: Plan): Tree => {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const children = new Map<string, PlanNode[]>();
  for (const node of nodes) {
    if (node.parent === null) continue;
    const known = children.get(node.parent);
    if (known) known.push(node);
    else children.set(node.parent, [node]);
  }
  // The facts of an item's measures are the item's.
  const below = (node: PlanNode): PlanNode[] => [node, ...(children.get(node.id) ?? []).flatMap(below)];
  const pathOf = (node: PlanNode): string => {
    const above = node.parent === null ? undefined : byId.get(node.parent);
    if (!above) return '';
    const own = `${above.number ?? ''}${above.heading ?? ''}`;
    return [pathOf(above), own].filter(Boolean).join(' · ');
  };
  return { below, pathOf };
};

const sentencesOf = (plan: Plan, item: PlanNode, all: readonly PlanNode[]): Checked[] =>
  all.flatMap(node => checkedOf(node, item, plan.source.text) ?? []);

/** A compiled plan as a workbook: its items with who and until when, its targets, its sentences and what to ask of them, what was found. */
export const planWorkbook = (plan: Plan): WorkbookModel => {
  const { below, pathOf } = treeOf(plan);
  const items = plan.nodes.filter(({ kind }) => kind === 'item').map(item => ({ item, all: below(item) }));
  const names = (all: PlanNode[], role: string) => [
    ...new Set(all.flatMap(node => node.responsibilities.filter(one => one.role === role).map(one => one.canonical))),
  ];
  const column = (key: string, width: number, wrap = true) => ({
    key,
    header: text(key),
    width,
    kind: 'text' as const,
    wrap,
  });
  return {
    language: 'zh-CN',
    sheets: [
      {
        name: text('items'),
        title: plan.title ?? plan.source.name,
        columns: [
          column('number', 8, false),
          column('section', 24),
          column('heading', 30),
          column('lead', 20),
          column('others', 36),
          column('targets', 44),
          column('deadline', 18),
          { key: 'hard', header: text('hard'), width: 12, kind: 'number' },
        ],
        rows: items.map(({ item, all }) => ({
          number: item.number,
          section: pathOf(item),
          heading:
            item.heading ??
            plan.source.text
              .slice(...item.span)
              .trim()
              .slice(0, 60),
          lead: names(all, 'lead').join('、'),
          others: [...names(all, 'assist'), ...names(all, 'responsible')].join('、'),
          targets: all.flatMap(node => node.targets.map(target => target.text)).join('；'),
          deadline: all.flatMap(node => node.deadlines.map(deadline => deadline.text)).join('、'),
          hard: sentencesOf(plan, item, all).filter(({ verifiability }) => isHardToCheck(verifiability)).length || null,
        })),
      },
      {
        name: text('targets'),
        columns: [
          column('number', 8, false),
          column('indicator', 36),
          column('comparator', 8, false),
          { key: 'value', header: text('value'), width: 16, kind: 'number' },
          column('unit', 10, false),
          column('strength', 8, false),
          column('text', 50),
        ],
        rows: items.flatMap(({ item, all }) =>
          all.flatMap(node =>
            node.targets.map(target => ({
              number: item.number,
              indicator: target.indicator,
              comparator: text(`comparators.${target.comparator}`),
              value: writtenValue(target),
              unit: target.unit,
              strength: text(`strengths.${target.strength}`),
              text: target.text,
            })),
          ),
        ),
      },
      {
        name: text('diagnostics'),
        columns: [column('severity', 8, false), column('message', 80), column('where', 50)],
        rows: plan.diagnostics.map(({ severity, message, span }) => ({
          severity: text(`severities.${severity}`),
          message,
          where: plan.source.text
            .slice(...span)
            .replaceAll(/\s+/g, ' ')
            .slice(0, 120),
        })),
      },
      {
        name: text('measures'),
        columns: [
          column('number', 8, false),
          column('sentence', 70),
          column('verifiability', 12, false),
          column('reason', 36),
          column('ask', 40),
        ],
        rows: items.flatMap(({ item, all }) =>
          sentencesOf(plan, item, all).map(({ text: sentence, verifiability }) => ({
            number: item.number,
            sentence,
            verifiability: said(`verifiability.${verifiability.kind}`),
            reason: said(`reason.${verifiability.reason}`),
            ask: verifiability.ask && said(`ask.${verifiability.ask}`),
          })),
        ),
      },
    ],
  };
};
