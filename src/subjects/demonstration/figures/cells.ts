/** What a unit answers: cells by `CODE` or `CODE.option`; whole numbers, hours and lessons with one place. */
export type Cells = Record<string, number>;

/** One unit's answer to a form for a period, and what it explains, by cell. */
export type Answer = {
  form: string;
  period: string;
  unitCode: string;
  cells: Cells;
  explained?: Record<string, string>;
};

/** Every option of a figure, 0 where nothing is said. */
export const optionsOf = (code: string, options: readonly string[], values: Cells): Cells =>
  Object.fromEntries(options.map(option => [`${code}.${option}`, values[option] ?? 0]));
