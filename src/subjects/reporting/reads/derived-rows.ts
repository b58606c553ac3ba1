import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import type { Numeric } from '../../indicators/rules/expression/expression';
import type { IndicatorExpression } from '../../indicators/schema';
import type { DerivedRow } from '../entry-schema';
import { isWithinReach } from '../rules/check-truths';
import { ratioExpression } from '../rules/indicator-value';

type Row = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  numerator: string;
  denominator: string | null;
  expression: IndicatorExpression;
};

// A side that is a sum stands in brackets.
const sideText = (text: string): string => (/[-+*/]/.test(text) ? `(${text})` : text);

const derivedRow = ({ code, name, unit, decimals, numerator, denominator, expression }: Row): DerivedRow => {
  const above = expression.numerator as Numeric;
  const below = expression.denominator as Numeric | null;
  return {
    code,
    name,
    unit,
    decimals,
    text: denominator === null ? numerator : `${sideText(numerator)} / ${sideText(denominator)}`,
    expression: below === null ? above : ratioExpression(above, below, unit),
    isRatio: below !== null,
  };
};

/** The indicators that these figures alone give: shown with the form, and a ratio above 100 % is doubted. */
export async function derivedRows(
  db: Db,
  tenantId: Id,
  frequency: Frequency,
  codes: ReadonlySet<string>,
): Promise<DerivedRow[]> {
  const { rows } = await sql<Row>`
    select i.code, i.name, i.unit, i.decimals, i.numerator, i.denominator, i.expression
    from indicators i
    where i.tenant_id = ${tenantId} and i.code is not null and i.expression is not null and i.valid_to is null
      and coalesce(i.frequency, ${frequency}) = ${frequency}
    order by i.sort, i.code`.execute(db);
  return rows
    .filter(({ expression: { numerator, denominator } }) => {
      const uses = [numerator, ...(denominator ? [denominator] : [])].flatMap(codesOf);
      return uses.every(({ code, shift }) => codes.has(code) && isWithinReach(shift));
    })
    .map(derivedRow);
}
