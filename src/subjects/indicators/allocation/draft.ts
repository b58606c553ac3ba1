import type { z } from 'zod';
import { canonicalJson } from '../../../kernel/canonical';
import { compareDecimals, plainDecimal } from '../../../kernel/decimal';
import type { Finding } from '../../../kernel/finding';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { balance, ruleOf, split } from '../rules/allocation';
import { lastChangedBy, type Target } from '../targets/reads';
import { figureByUnit, lastYearByUnit } from '../targets/reported-figures';
import { type Splitter, unitsBelow, usualBase, usualUnits, wholeOf } from './page';
import { type Allocation, digitsOf, wayOf } from './reads';
import { refuseState } from './refuse';
import type { DraftedAllocation, draftAllocationInput } from './schema';
import { changeAllocation, type DraftFields, insertAllocation, type NewPart, saveParts, voidWaivers } from './store';

type Draft = z.output<typeof draftAllocationInput>;

/** Refuses `changed-meanwhile` unless the caller began from what is there now. */
const expectVersion = async ({ db, actor }: Context, known: Allocation | null, version: number | undefined) => {
  if ((known?.version ?? undefined) === version) return;
  const by = known ? await lastChangedBy(db, actor.tenantId, 'allocation', known.id) : '';
  const current = known && { id: known.id, version: known.version, state: known.state, parts: known.parts.map(partOf) };
  throw new Refusal('changed-meanwhile', { by, current });
};

const plain = (value: Decimal | null): Decimal | null => (value === null ? null : plainDecimal(value));

const partOf = ({ unitId, value, weight, fixed, note }: NewPart): NewPart => ({
  unitId,
  value: plain(value),
  weight: plain(weight),
  fixed,
  note,
});

/** The parts that were asked for: units directly below, each once. */
const partsOf = async (
  { db, actor }: Context,
  by: Splitter,
  known: Allocation | null,
  input: Draft,
): Promise<NewPart[]> => {
  const below = await unitsBelow(db, actor.tenantId, by.id);
  const blank = { value: null, weight: null, fixed: false, note: '' };
  if (!input.parts)
    return known ? known.parts.map(partOf) : usualUnits(below).map(({ unitId }) => ({ unitId, ...blank }));
  const units = new Set(below.map(({ unitId }) => unitId));
  const asked = input.parts.map(({ unitId }) => unitId);
  if (asked.some(unitId => !units.has(unitId))) refuse('not-found');
  if (new Set(asked).size !== asked.length) refuse('invalid-input', { field: 'parts', reason: '' });
  return input.parts;
};

const fieldsOf = (target: Target, known: Allocation | null, input: Draft): DraftFields => {
  const rule = input.rule ?? known?.rule ?? ruleOf(target.aggregation, target.unit);
  const usual = rule === 'weighted' ? usualBase(target) : null;
  const baseFigure = input.baseFigure === undefined ? (known ? known.baseFigure : usual) : input.baseFigure;
  const basePeriod = baseFigure === null ? null : (input.basePeriod ?? known?.basePeriod ?? String(target.year - 1));
  return { method: input.method, rule, baseFigure, basePeriod };
};

/** Weights are those of the base figure; without one as they were given. */
const weighed = async ({ db, actor }: Context, fields: DraftFields, parts: readonly NewPart[]): Promise<NewPart[]> => {
  const { baseFigure: code, basePeriod: period } = fields;
  if (code === null || period === null) return [...parts];
  const figure = await db
    .selectFrom('figures')
    .select('id')
    .where('tenantId', '=', actor.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!figure) refuse('not-found');
  const units = parts.map(({ unitId }) => unitId);
  const weights = await figureByUnit(db, actor.tenantId, code, period, units);
  return parts.map(part => ({ ...part, weight: weights.get(part.unitId) ?? null }));
};

/** Saved again as it is: a split that was sent out is not taken back by that. */
const isUnchanged = (known: Allocation, fields: DraftFields, parts: readonly NewPart[]): boolean => {
  const { method, rule, baseFigure, basePeriod } = known;
  const inOrder = (rows: readonly NewPart[]) => rows.map(partOf).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const before = { fields: { method, rule, baseFigure, basePeriod }, parts: inOrder(known.parts) };
  return canonicalJson(before) === canonicalJson({ fields, parts: inOrder(parts) });
};

const sameValue = (a: Decimal | null | undefined, b: Decimal | null): boolean =>
  a === undefined || a === null || b === null ? a === b : compareDecimals(a, b) === 0;

/** The units whose value is another than before; those that are gone too. */
const changedUnits = (known: Allocation | null, parts: readonly NewPart[]): Id[] => {
  const before = new Map(known?.parts.map(({ unitId, value }) => [unitId, value]));
  const now = new Set(parts.map(({ unitId }) => unitId));
  return [
    ...parts.filter(({ unitId, value }) => !sameValue(before.get(unitId), value)).map(({ unitId }) => unitId),
    ...[...before.keys()].filter(unitId => !now.has(unitId)),
  ];
};

const written = (parts: readonly NewPart[]) => Object.fromEntries(parts.map(({ unitId, value }) => [unitId, value]));

type Kept = { target: Target; by: Splitter; known: Allocation | null; fields: DraftFields };

/** Keeps the parts as a draft. Saved again as it was, nothing happens. */
const keepDraft = async (
  { db, actor, now, audit }: Context,
  { target, by, known, fields }: Kept,
  parts: readonly NewPart[],
): Promise<{ id: Id; version: number }> => {
  const { tenantId } = actor;
  if (known && isUnchanged(known, fields, parts)) return known;
  const changed = changedUnits(known, parts);
  const key = { tenantId, targetId: target.id, orgUnitId: by.id };
  const saved = known
    ? { id: known.id, version: await changeAllocation(db, tenantId, known, fields, changed.length === 0) }
    : await insertAllocation(db, key, fields, now);
  await saveParts(db, tenantId, saved.id, parts.map(partOf), changed);
  await voidWaivers(db, tenantId, target.id, changed);
  const before = known && { method: known.method, rule: known.rule, state: known.state, parts: written(known.parts) };
  await audit({
    kind: 'allocation',
    id: saved.id,
    under: { kind: 'target', id: target.id },
    ...(before && { before }),
    after: { ...fields, unitId: by.id, state: 'draft', parts: written(parts) },
  });
  return saved;
};

/** Works the split out and keeps it as a draft: one that was sent out is taken back by this. */
export async function draftSplit(
  context: Context,
  target: Target,
  by: Splitter,
  known: Allocation | null,
  input: Draft,
): Promise<DraftedAllocation> {
  const { db, actor } = context;
  await expectVersion(context, known, input.version);
  const whole = await wholeOf(db, actor.tenantId, target, by);
  if (whole === null) return refuseState(actor, by.isWholeBody ? 'no-value' : 'nothing-received');
  const fields = fieldsOf(target, known, input);
  const asked = await weighed(context, fields, await partsOf(context, by, known, input));
  if (asked.length === 0) return refuseState(actor, 'nobody-below');
  const units = asked.map(({ unitId }) => unitId);
  const last = await lastYearByUnit(db, actor.tenantId, target, units);
  const of = { ...fields, whole, decimals: digitsOf(target), direction: wayOf(target) };
  const given = asked.map(part => ({ ...part, last: last.get(part.unitId) ?? null }));
  const { parts, findings } = input.split ? split(given, of) : { parts: given, findings: [] as Finding[] };
  const saved = await keepDraft(context, { target, by, known, fields }, parts);
  return {
    allocationId: saved.id,
    version: saved.version,
    parts: parts.map(({ last: before, ...part }) => {
      const { note: _, ...kept } = partOf(part);
      return { ...kept, last: before };
    }),
    balance: balance(parts, of),
    findings: findings.map(one => ({ ...one, message: say(actor.language, `target-refusal:finding.${one.code}`) })),
  };
}
