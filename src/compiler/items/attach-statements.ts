import type { Draft, DraftNode, Statement } from '../draft';

/** Gives each statement to the innermost labelled node that it stands in. Both lists are in document order: one walk. */
export const attachStatements = (draft: Draft): void => {
  let next = 0;
  const visit = (node: DraftNode): void => {
    for (const child of node.children) {
      take(node, child.start);
      visit(child);
    }
    take(node, node.end);
  };
  const take = (node: DraftNode, until: number): void => {
    for (; next < draft.statements.length; next += 1) {
      const statement: Statement = draft.statements[next]!;
      if (statement.start >= until) return;
      if (statement.start >= node.start && statement.end <= until && holdsStatements(node))
        node.statements.push(statement);
    }
  };
  for (const node of draft.nodes) visit(node);
};

const holdsStatements = ({ kind }: DraftNode): boolean => kind === 'section' || kind === 'item' || kind === 'measure';
