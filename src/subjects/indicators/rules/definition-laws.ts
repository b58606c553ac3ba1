import { compareDecimals } from '../../../kernel/decimal';
import type { DateText } from '../../../platform/database/tables';
import type { FigureFields, IndicatorFields } from './definition-fields';

/** Notes what is wrong, by the code of its sentence in `locales/<language>/definition-findings.json`, and goes on. */
export type Wrong = (code: string, at: string, values?: Record<string, unknown>) => void;

/** `figures[KG_CHILDREN].dimension` in a pack, `dimension` where one thing is saved. */
export const placeIn = (at: string, field: string): string => (at === '' ? field : `${at}.${field}`);

type Validity = { validFrom: DateText; validTo: DateText | null };
const checkValidity = ({ validFrom, validTo }: Validity, at: string, wrong: Wrong): void => {
  if (validTo !== null && validTo <= validFrom) wrong('validity-reversed', placeIn(at, 'validTo'));
};

/** What a figure has to keep to. */
export const checkFigure = (
  figure: Pick<FigureFields, 'dimension' | 'low' | 'high'> & Validity,
  at: string,
  dimensions: { has(code: string): boolean },
  wrong: Wrong,
): void => {
  const { dimension, low, high } = figure;
  if (dimension !== null && !dimensions.has(dimension))
    wrong('dimension-unknown', placeIn(at, 'dimension'), { dimension });
  if (low !== null && high !== null && compareDecimals(low, high) > 0) wrong('range-reversed', placeIn(at, 'high'));
  checkValidity(figure, at, wrong);
};

/** What an indicator has to keep to beside its formula. */
export const checkIndicator = (
  indicator: Pick<IndicatorFields, 'aggregation' | 'eachLevel' | 'numerator' | 'denominator' | 'frequency'> & Validity,
  at: string,
  wrong: Wrong,
): void => {
  const { aggregation, eachLevel, numerator, denominator, frequency } = indicator;
  if ((aggregation === 'each') !== (eachLevel !== null)) wrong('each-level', placeIn(at, 'eachLevel'));
  if (numerator === null && denominator !== null) wrong('numerator-wanted', placeIn(at, 'numerator'));
  if (numerator !== null && frequency === null) wrong('frequency-wanted', placeIn(at, 'frequency'));
  checkValidity(indicator, at, wrong);
};
