import { sql } from 'kysely';
import { Refusal, refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Actor, type Context, read, write } from '../../../platform/operation';
import { expectSignature } from '../../org/policy';
import { expectOpenUnits } from '../../org/reads';
import { postPaths, signatureOf } from '../../org/rules';
import { hasStrayParts } from '../reads/stray-parts';
import { mayLookAtTargets } from '../targets/policy';
import { lastChangedBy, targetSeen } from '../targets/reads';
import { inPaths } from '../targets/visible';
import { draftSplit } from './draft';
import { keepLastYear } from './keep-last-year';
import { letter, letters } from './letter-operations';
import { allocationPage, allocationRow, splitterOf } from './page';
import { maySignPart, maySignSomething, maySplit, maySplitSomething, signsFor } from './policy';
import {
  type Allocation,
  allocationOf,
  allocationSeen,
  allocationsWhere,
  balanceOfAllocation,
  countAllocations,
  partsShown,
  visibleAllocations,
} from './reads';
import { refuseState } from './refuse';
import {
  type AllocationList,
  type AllocationPage,
  allocationInput,
  allocationsInput,
  type DraftedAllocation,
  draftAllocationInput,
  sendAllocationInput,
  signPartInput,
  waiveAllocationInput,
} from './schema';
import { markAllocation, markSigned } from './store';

/** Splits by a unit, or with a part of it. */
const concerning = (units: readonly Id[]) => sql`(a.org_unit_id = any(${[...units]}::bigint[]) or exists (
  select 1 from allocation_parts cp where cp.tenant_id = a.tenant_id and cp.allocation_id = a.id
    and cp.org_unit_id = any(${[...units]}::bigint[])))`;

/** What the caller's own units split, were given, or lead. */
const concernsOwn = (actor: Actor) => {
  const units = actor.posts.filter(({ role }) => role !== 'administrator').map(({ unitId }) => unitId);
  return sql`(${concerning(units)} or coalesce(${inPaths('l', postPaths(actor))}, false))`;
};

export const allocations = read({
  name: 'indicators.allocations',
  summary: '目标分解的列表：一项目标的、某单位的，或本单位分解和收到的',
  input: allocationsInput,
  may: mayLookAtTargets,
  run: async ({ db, actor }, { targetId, unitId, year, stray, offset, limit }): Promise<AllocationList> => {
    const chosen = sql`${visibleAllocations(actor)}
      and ${targetId ? sql`a.target_id = ${targetId}` : sql`true`}
      and ${year ? sql`t.year = ${year}` : sql`true`}
      and ${unitId ? concerning([unitId]) : targetId || stray ? sql`true` : concernsOwn(actor)}
      and ${stray ? hasStrayParts : sql`true`}`;
    const total = await countAllocations(db, actor.tenantId, chosen);
    const rows = await allocationsWhere(db, actor.tenantId, chosen, { limit, offset });
    return { total, rows: rows.map(row => allocationRow(actor, row)) };
  },
});

export const allocation = read({
  name: 'indicators.allocation',
  summary: '一次目标分解：各单位分解值、基数、去年值、平衡情况；尚未分解的给出起点',
  input: allocationInput,
  may: mayLookAtTargets,
  run: ({ db, actor }, question): Promise<AllocationPage> => allocationPage(db, actor, question),
});

export const draftAllocation = write({
  name: 'indicators.draftAllocation',
  summary: '起草或修改目标分解，按方法计算未固定的分解值；已下发的改后须重新下发',
  input: draftAllocationInput,
  may: maySplitSomething,
  run: async (context, input): Promise<DraftedAllocation> => {
    const { db, actor } = context;
    await expectOpenUnits(db, actor.tenantId, input.parts?.map(({ unitId }) => unitId) ?? []);
    const target = await targetSeen(db, actor, input.targetId, true);
    const by = await splitterOf(db, actor.tenantId, input.unitId ?? null);
    if (!maySplit(actor, { unitPath: by.path, leadPath: target.leadPath })) refuse('not-permitted');
    const known = await allocationOf(db, actor.tenantId, target, by.id, true);
    return draftSplit(context, target, by, known, input);
  },
});

const expectVersion = async ({ db, actor }: Context, row: Allocation, version: number): Promise<void> => {
  if (row.version === version) return;
  const by = await lastChangedBy(db, actor.tenantId, 'allocation', row.id);
  throw new Refusal('changed-meanwhile', { by, current: allocationRow(actor, row) });
};

/** A draft that the actor may send out, with the balance of its parts. */
const draftToSend = async (context: Context, allocationId: Id, version: number) => {
  const { db, actor } = context;
  const row = await allocationSeen(db, actor, allocationId, true);
  if (!maySplit(actor, { unitPath: row.unitPath, leadPath: row.target.leadPath })) refuse('not-permitted');
  await expectVersion(context, row, version);
  if (row.state === 'sent') refuseState(actor, 'already-sent');
  const balance = balanceOfAllocation(row) ?? refuseState(actor, 'nothing-received');
  return { row, balance };
};

const under = ({ target }: Allocation) => ({ kind: 'target', id: target.id });

export const waiveAllocation = write({
  name: 'indicators.waiveAllocation',
  summary: '不平衡说明：分解值与总目标不一致仍要下发的，写明理由并签名；分解值再改即作废',
  input: waiveAllocationInput,
  ownHands: true,
  may: maySplitSomething,
  run: async (context, { allocationId, version, reason, signedAs }) => {
    const { db, actor, now, audit } = context;
    const { row, balance } = await draftToSend(context, allocationId, version);
    if (balance.state === 'balanced') refuseState(actor, 'balanced');
    expectSignature(actor, signedAs);
    const waivedAs = signatureOf(actor, post =>
      maySplit({ ...actor, posts: [post] }, { ...row, leadPath: row.target.leadPath }),
    );
    const waiver = { waiver: reason, waivedAs, waivedBy: actor.userId, waivedAt: now };
    const next = await markAllocation(db, actor.tenantId, row, waiver);
    const { given, whole, gap, state } = balance;
    await audit({
      kind: 'allocation',
      id: row.id,
      under: under(row),
      after: { waiver: reason, waivedAs, given, whole, gap, balance: state },
    });
    return { version: next };
  },
});

export const sendAllocation = write({
  name: 'indicators.sendAllocation',
  summary: '下发目标分解：各单位看到各自的分解值并签收；不平衡的须先有签名的说明',
  input: sendAllocationInput,
  may: maySplitSomething,
  run: async (context, { allocationId, version }) => {
    const { db, actor, now, audit } = context;
    const { row, balance } = await draftToSend(context, allocationId, version);
    if (balance.state !== 'balanced' && row.waiver === null)
      refuse('allocation-unbalanced', {
        ...balance,
        unit: row.target.unit ?? '',
        given: balance.given ?? '—',
        gap: balance.gap ?? '—',
      });
    await keepLastYear(db, actor.tenantId, row);
    const next = await markAllocation(db, actor.tenantId, row, { state: 'sent', sentBy: actor.userId, sentAt: now });
    await audit({
      kind: 'allocation',
      id: row.id,
      under: under(row),
      before: { state: row.state },
      after: { state: 'sent' },
    });
    return { version: next };
  },
});

export const signPart = write({
  name: 'indicators.signPart',
  summary: '签收目标责任书：本单位的人为本单位的分解值签名',
  input: signPartInput,
  ownHands: true,
  may: maySignSomething,
  run: async (context, { allocationId, unitId, version, signedAs }) => {
    const { db, actor, now, audit } = context;
    const row = await allocationSeen(db, actor, allocationId, true);
    const part = partsShown(actor, row).find(one => one.unitId === unitId) ?? refuse('not-found');
    if (!maySignPart(actor, part.path)) refuse('not-permitted');
    await expectVersion(context, row, version);
    if (row.state !== 'sent') refuseState(actor, 'not-sent');
    // Signing twice says nothing new.
    if (part.signedAt !== null) return { signedAs: part.signedAs ?? '', signedAt: part.signedAt };
    expectSignature(actor, signedAs);
    const signed = { signedAs: signatureOf(actor, post => signsFor(post, part.path)), signedAt: now };
    await markSigned(db, { tenantId: actor.tenantId, allocationId, unitId }, { ...signed, signedBy: actor.userId });
    await audit({
      kind: 'allocation',
      id: row.id,
      under: under(row),
      after: { unitId, signed: part.unitName, value: part.value, signedAs: signed.signedAs },
    });
    return signed;
  },
});

/** The table of operations on the split of targets. */
export const allocationOperations = [
  allocations,
  allocation,
  draftAllocation,
  waiveAllocation,
  sendAllocation,
  signPart,
  letter,
  letters,
] as const;
