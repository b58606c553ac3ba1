import { roles } from '../../../src/subjects/org/schema';
import type { Row } from './table';

const ABOUT = `# The matrix of access

Made from \`tests/access/expected/table.ts\` by \`npx tsx tests/access/write-matrix.ts\`; \`npm test\` holds it equal, and tries every letter of it over HTTP
against a database with two bodies. The rules behind it: [access.md](access.md).

Six letters for each role, in this order:

| | whose thing it is |
| --- | --- |
| 1 own | one's own unit's (an account's: one's own) |
| 2 below | a unit's below it |
| 3 sibling | a unit's beside it, in a task of that unit alone |
| 4 beside | the same unit's part in a task that one's own unit is in too |
| 5 led | its part in a task that one's own unit leads |
| 6 other | another body's |

A liaison sits in a department, a county bureau and a reporter in theirs; the others on the root. The root has nothing beside it, so the third letter of a role
on the root is that of the same role held in a department, asked about another department.

| letter | answer |
| --- | --- |
| \`+\` | seen, or done |
| \`0\` | as if it did not exist: \`not-found\` in the very words of an id that was never given, or an answer without it |
| \`x\` | \`not-permitted\`: the post may not |
| \`s\` | \`signed-out\` |
| \`e\` | \`already-exists\` |
| \`~\` | may ask; one's own account or the link says no (a wrong code, a link that is over) |

A single letter: the row is always about oneself, or about nobody. A second word in a row says what is looked for in the answer.
`;

const signedOut = (rows: readonly Row[]): string => {
  const open = rows.filter(({ stranger }) => stranger !== 's');
  return `## Signed out, wrong body, wrong unit

Of ${rows.length} rows ${rows.length - open.length} refuse whoever is not signed in; the others are how one comes in.

| row | signed out | another body's (every role) | another unit's (every role) |
| --- | --- | --- | --- |
${rows.map(row => `| ${row.name} | ${row.stranger} | ${letters(row, [5])} | ${letters(row, [2, 3])} |`).join('\n')}
`;
};

/** The letters of some relations over all roles, each once. */
const letters = ({ cells }: Row, at: readonly number[]): string => {
  const all = roles.flatMap(role => (cells[role].length === 1 ? ['–'] : at.map(place => cells[role][place]!)));
  return [...new Set(all)].join(' ');
};

/** docs/access-matrix.md. */
export const matrixDocument = (rows: readonly Row[]): string => `${ABOUT}
## Rows and roles

| row | ${roles.join(' | ')} | signed out |
| --- |${' --- |'.repeat(roles.length + 1)}
${rows.map(({ name, cells, stranger }) => `| ${name} | ${roles.map(role => `\`${cells[role]}\``).join(' | ')} | \`${stranger}\` |`).join('\n')}

${signedOut(rows)}`;
