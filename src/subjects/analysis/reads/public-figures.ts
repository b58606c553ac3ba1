import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { PublicFigures } from '../schema';
import { aimsForAll } from './aims';
import { workOutBoard } from './board';
import { unitOf } from './units';

export type PublicBody = { tenantId: Id; name: string; shortName: string; demoToday: DateText | null };

/**
 * What a body shows to everybody. A body that shows nothing is not found, like one that does not exist. A county is named with its
 * value; schools never are.
 */
export async function publicFiguresOf(db: Db, body: PublicBody, today: DateText): Promise<PublicFigures> {
  const { tenantId, name, shortName, demoToday } = body;
  const unit = await unitOf(db, tenantId, undefined);
  const on = demoToday ?? today;
  const asked = { on, today: on, lens: 'accepted', tree: 'then', aims: aimsForAll, publicOnly: true } as const;
  const board = await workOutBoard(db, tenantId, unit, asked, true);
  if (board.rows.length === 0) refuse('not-found');
  const shown = board.units.flatMap((one, at) => (one.kind === 'school' || one.id === unit.id ? [] : [at]));
  return {
    body: { name, shortName },
    on,
    units: shown.map(at => ({ name: board.units[at]!.name })),
    rows: board.rows.map(row => ({
      id: row.id,
      name: row.name,
      unit: row.unit,
      decimals: row.decimals,
      direction: row.direction,
      period: row.period,
      isFirm: row.isFirm,
      awaiting: row.awaiting,
      value: row.value,
      previous: row.previous,
      aim: row.aim,
      reported: row.reported,
      byUnit: shown.map(at => row.byUnit[at] ?? null),
    })),
  };
}
