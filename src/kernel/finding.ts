/**
 * A finding is bad news that is returned: one run reports everything that is wrong. One shape for compiler diagnostics,
 * form checks and spreadsheet imports. `at` names the place: a span of text, a cell (`单位!C7`), a field path.
 */
export type Finding = {
  code: string;
  level: 'error' | 'warning' | 'info';
  message: string;
  at: string;
};
