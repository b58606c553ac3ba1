/** Without the marks (and white space) that stand at the end; in one pass from the end, as a pattern would not do. */
export const stripEnd = (said: string, marks: string): string => {
  let end = said.length;
  while (end > 0 && (marks.includes(said[end - 1]!) || /\s/.test(said[end - 1]!))) end -= 1;
  return said.slice(0, end);
};
