import type { TFunction } from 'i18next';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { formulaInWords as inWords } from '../../../subjects/reporting/rules/formula-in-words';

/** A formula as a person reads it. Namespace `reporting`. */
export const formulaInWords = (
  t: TFunction<'reporting'>,
  text: string,
  figures: readonly Pick<FormFigure, 'code' | 'name' | 'categories'>[],
): string => inWords((key, values) => t(`reporting:formula.${key}`, values), text, figures);
