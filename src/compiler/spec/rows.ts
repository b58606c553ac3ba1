import { compile } from '../compile';
import type { Plan, PlanNode, Target } from '../ledger';
import { textSource } from '../source';

/** Short rows of what was understood, for the worked passages: text in, rows out. */
export const compileText = (text: string): Plan => compile(textSource('示例.txt', text));

const signs = { eq: '=', ge: '>=', le: '<=', gt: '>', lt: '<', add: '+', range: '' };

export const targetRow = ({
  indicator,
  comparator,
  value,
  low,
  high,
  unit,
  strength,
  approximate,
  baseline,
}: Target): string => {
  const amount = comparator === 'range' ? `${low}-${high}` : `${value}`;
  const marks = [
    strength === 'strive' ? '力争' : '',
    approximate ? '左右' : '',
    baseline === null ? '' : `自${baseline}`,
  ].filter(mark => mark);
  return [`${indicator} ${signs[comparator]}${amount}${unit ?? ''}`, ...marks].join(' ');
};

/** The targets of a passage, in order. */
export const targetRows = (text: string): string[] =>
  compileText(`一、示例\n1.示例。${text}`).nodes.flatMap(({ targets }) => targets.map(targetRow));

/** The outline: kind, number, heading; indented by depth. Measures only where they are numbered. */
export const outlineRows = (text: string): string[] => {
  const { nodes } = compileText(text);
  const byId = new Map(nodes.map(node => [node.id, node]));
  const depth = (node: PlanNode): number => (node.parent ? 1 + depth(byId.get(node.parent)!) : 0);
  return nodes
    .filter(({ kind, number }) => kind !== 'measure' || number !== null)
    .map(node => `${'  '.repeat(depth(node))}${[node.kind, node.number, node.heading].filter(part => part).join(' ')}`);
};

/** Who answers for what: a row per item or measure that names somebody. */
export const responsibilityRows = (text: string): string[] =>
  compileText(text)
    .nodes.filter(({ responsibilities, people }) => responsibilities.length > 0 || people.length > 0)
    .map(({ number, responsibilities, people }) =>
      [
        number ?? '-',
        ...['lead', 'assist', 'responsible'].flatMap(role => {
          const names = responsibilities.filter(stated => stated.role === role).map(({ name }) => name);
          return names.length > 0 ? [`${role}: ${names.join(' ')}`] : [];
        }),
        ...['leader', 'contact'].flatMap(role => {
          const names = people.filter(person => person.role === role).map(({ name }) => name);
          return names.length > 0 ? [`${role}: ${names.join(' ')}`] : [];
        }),
      ].join(' | '),
    );

/** Until when, in a plan of 2026: the words and what they mean. */
export const deadlineRows = (text: string): string[] =>
  compileText(`2026年工作要点\n一、示例\n1.示例。${text}`).nodes.flatMap(({ deadlines }) =>
    deadlines.map(({ text: said, start, end, recurring }) => {
      const meant = recurring ? `每次 ${recurring}` : `${start ? `${start}/` : ''}${end ?? '无期限'}`;
      return `${said} -> ${meant}`;
    }),
  );
