import type { Plan, PlanNode, Target } from '../../../compiler/ledger';
import { say } from '../../../locales/say';
import type { WorkbookModel } from '../../../platform/papers/workbook-model';

const text = (key: string, values?: Record<string, unknown>) => say('zh-CN', `cli:workbook.${key}`, values);

const writtenValue = ({ comparator, value, low, high }: Target): string =>
  comparator === 'range' ? `${low}-${high}` : String(value);

/** A node with all below it: the facts of an item's measures are the item's. */
const withBelow = (plan: Plan, node: PlanNode): PlanNode[] => [
  node,
  ...plan.nodes.filter(({ parent }) => parent === node.id).flatMap(child => withBelow(plan, child)),
];

const pathOf = (plan: Plan, node: PlanNode): string => {
  const above = plan.nodes.find(({ id }) => id === node.parent);
  if (!above) return '';
  const own = `${above.number ?? ''}${above.heading ?? ''}`;
  return [pathOf(plan, above), own].filter(Boolean).join(' · ');
};

/** A compiled plan as a workbook: its items with who and until when, its targets, and what the compiler found. */
export const planWorkbook = (plan: Plan): WorkbookModel => {
  const items = plan.nodes.filter(({ kind }) => kind === 'item').map(item => ({ item, all: withBelow(plan, item) }));
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
        ],
        rows: items.map(({ item, all }) => ({
          number: item.number,
          section: pathOf(plan, item),
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
    ],
  };
};
