import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDecimals } from '../../src/kernel/decimal';
import type { Id } from '../../src/platform/database/tables';
import type {
  AllocationList,
  AllocationPage,
  DraftedAllocation,
} from '../../src/subjects/indicators/allocation/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { acceptedFigure, bureauOf, targetInTask } from '../support/targets';
import { setToday } from '../support/tasks';

type Refused = { error: { code: string; message: string; detail: { state?: string } } };

const COUNTIES = 18;
const counties = Array.from({ length: COUNTIES }, (_, index) => `c${index + 1}`);
const total = (parts: readonly { value: string | null }[]) =>
  parts.map(({ value }) => value ?? '0').reduce(addDecimals, '0');
const wordsOf = (bytes: Uint8Array) =>
  strFromU8(unzipSync(bytes)['word/document.xml']!)
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '');

describe('a target is split over the counties and their schools', () => {
  let app: TestApp;
  let office: Visitor;
  let lead: Visitor;
  let first: Visitor;
  let second: Visitor;
  let school: Visitor;
  let targetId: Id;
  let allocationId: Id;
  let version: number;
  const unitId = (code: string) => app.unitIds.get(code)!;

  beforeAll(async () => {
    app = await startTestApp(bureauOf(COUNTIES, 3));
    await setToday(app, '2026-03-02');
    office = await app.visit('office', 'supervisor', 'root');
    lead = await app.visit('lead', 'liaison', 'dept');
    first = await app.visit('first', 'county', 'c1');
    second = await app.visit('second', 'county', 'c2');
    school = await app.visit('school', 'reporter', 'c1-1');
    targetId = await targetInTask(app, office, {
      indicator: '新增普惠性幼儿园',
      unit: '所',
      comparator: 'add',
      value: '100',
    });
    const children = Object.fromEntries(counties.map((code, index) => [code, String(1_000 + 250 * index)]));
    await acceptedFigure(app, 'KG_CHILDREN', '2025', { ...children, 'c1-1': '500', 'c1-2': '300', 'c1-3': '200' });
  });
  afterAll(() => app.close());

  const pageFor = async (who: Visitor) =>
    (await who.read<AllocationPage>('indicators.allocation', { allocationId })).body;
  const draft = (who: Visitor, more: Record<string, unknown>) =>
    who.write<DraftedAllocation & Refused>('indicators.draftAllocation', { targetId, method: 'proportional', ...more });
  const draftNext = async (more: Record<string, unknown>) => {
    const { status, body } = await draft(office, { version, ...more });
    expect(status).toBe(200);
    version = body.version;
    return body;
  };
  const refusalOf = async (answer: Promise<{ status: number; body: Refused }>) => (await answer).body.error.code;

  it('begins with the counties, their base figures and nothing saved', async () => {
    const page = await office.read<AllocationPage>('indicators.allocation', { targetId, baseFigure: 'KG_CHILDREN' });
    expect(page.body).toMatchObject({ id: null, state: 'new', rule: 'sum', whole: '100', may: { draft: true } });
    expect(page.body.parts).toHaveLength(COUNTIES);
    expect(page.body.parts[17]).toMatchObject({ unitName: '第18县教育局', weight: '5250', value: null });
    expect((await first.read('indicators.allocation', { targetId })).status).toBe(404);
  });

  it('is drafted in proportion by the lead department, and adds up', async () => {
    const { status, body } = await draft(lead, { baseFigure: 'KG_CHILDREN' });
    expect(status).toBe(200);
    ({ allocationId, version } = body);
    expect(body.balance).toEqual({ given: '100', whole: '100', gap: '0', state: 'balanced', short: 0 });
    expect(total(body.parts)).toBe('100');
    expect(Number(body.parts[17]!.value)).toBeGreaterThan(Number(body.parts[0]!.value));
    expect((await pageFor(office)).parts.map(({ value }) => value)).toEqual(body.parts.map(({ value }) => value));
  });

  it('is nothing to a county until it is sent', async () => {
    expect((await first.read('indicators.allocation', { allocationId })).status).toBe(404);
    expect((await first.read<AllocationList>('indicators.allocations')).body).toEqual({ total: 0, rows: [] });
    expect(await refusalOf(first.write('indicators.sendAllocation', { allocationId, version }))).toBe('not-found');
  });

  it('keeps what is fixed by hand and splits the rest again', async () => {
    const page = await pageFor(office);
    const parts = page.parts.map(({ unitId, value }, index) => ({
      unitId,
      value: index === 0 ? '10' : value,
      fixed: index === 0,
    }));
    const body = await draftNext({ parts });
    expect([body.parts[0]!.value, total(body.parts)]).toEqual(['10', '100']);
    const stale = await draft(office, { version: version - 1 });
    expect(stale.body.error.code).toBe('changed-meanwhile');
  });

  it('cannot be sent out of balance, but with a signed explanation; which is void when a part changes', async () => {
    const page = await pageFor(office);
    const parts = page.parts.map(({ unitId, value }, index) => ({ unitId, value: index === 17 ? '20' : value }));
    const over = await draftNext({ parts, split: false });
    expect(over.balance.state).toBe('over');
    const send = () =>
      office.write<{ version: number } & Refused>('indicators.sendAllocation', { allocationId, version });
    const refused = await send();
    expect([refused.status, refused.body.error.code, refused.body.error.detail.state]).toEqual([
      409,
      'allocation-unbalanced',
      'over',
    ]);
    expect(refused.body.error.message).toContain(`相差 ${over.balance.gap} 所`);
    const waiver = { allocationId, version, reason: '第18县另有两所在建', signedAs: '别人' };
    expect(await refusalOf(office.write('indicators.waiveAllocation', waiver))).toBe('signature-differs');
    const waived = await office.write<{ version: number }>('indicators.waiveAllocation', {
      ...waiver,
      signedAs: 'office',
    });
    version = waived.body.version;
    expect((await pageFor(office)).waiver).toMatchObject({
      reason: '第18县另有两所在建',
      signedAs: 'office（青溪市教育局）',
    });
    await draftNext({
      parts: parts.map(part => ({ ...part, value: part.value === '20' ? '21' : part.value })),
      split: false,
    });
    expect((await send()).body.error.code).toBe('allocation-unbalanced');
    const again = await office.write<{ version: number }>('indicators.waiveAllocation', {
      ...waiver,
      version,
      signedAs: 'office',
    });
    version = again.body.version;
    const sent = await send();
    expect(sent.status).toBe(200);
    version = sent.body.version;
  });

  it('shows a county its own part and no other, neither the whole nor the balance', async () => {
    const page = await pageFor(first);
    expect(page).toMatchObject({ allShown: false, whole: null, balance: null, state: 'sent' });
    expect(page.parts.map(({ unitName, value, may }) => [unitName, value, may])).toEqual([
      ['第1县教育局', '10', { sign: true, split: true }],
    ]);
    const list = await first.read<AllocationList>('indicators.allocations', { year: 2026 });
    expect(list.body.rows.map(({ id, counts, own }) => [id, counts.parts, own.length])).toEqual([[allocationId, 1, 1]]);
    expect((await first.read<AllocationList>('indicators.allocations', { unitId: unitId('c2') })).body.total).toBe(1);
    expect(JSON.stringify((await first.read('indicators.allocations', { unitId: unitId('c2') })).body)).not.toContain(
      '第2县',
    );
    expect((await school.read('indicators.allocation', { allocationId })).status).toBe(404);
    expect((await first.read('indicators.targetReading', { targetId, unitId: unitId('c2') })).status).toBe(404);
    expect((await pageFor(lead)).parts).toHaveLength(COUNTIES);
  });

  it('is signed for by the county itself, once', async () => {
    const sign = (who: Visitor, signedAs: string, of = 'c1') =>
      who.write<{ signedAs: string } & Refused>('indicators.signPart', {
        allocationId,
        unitId: unitId(of),
        version,
        signedAs,
      });
    expect(await refusalOf(sign(second, 'second'))).toBe('not-found');
    expect(await refusalOf(sign(lead, 'lead'))).toBe('not-permitted');
    expect(await refusalOf(sign(office, 'office'))).toBe('not-permitted');
    expect(await refusalOf(sign(school, 'school'))).toBe('not-found');
    expect(await refusalOf(sign(first, 'somebody'))).toBe('signature-differs');
    expect((await sign(first, 'first')).body.signedAs).toBe('first（第1县教育局）');
    expect((await sign(first, 'first')).status).toBe(200);
    expect((await sign(second, 'second', 'c2')).status).toBe(200);
    const { rows } = (await office.read<AllocationList>('indicators.allocations', { targetId })).body;
    expect(rows[0]!.counts).toEqual({ parts: COUNTIES, signed: 2 });
  });

  it('is split on by the county over its schools, by what the schools reported', async () => {
    const page = await first.read<AllocationPage>('indicators.allocation', {
      targetId,
      unitId: unitId('c1'),
      baseFigure: 'KG_CHILDREN',
    });
    expect(page.body.parts.map(({ weight }) => weight)).toEqual(['500', '300', '200']);
    const input = { targetId, unitId: unitId('c1'), method: 'proportional', baseFigure: 'KG_CHILDREN' };
    expect(await refusalOf(office.write('indicators.draftAllocation', input))).toBe('not-permitted');
    expect(await refusalOf(second.write('indicators.draftAllocation', input))).toBe('not-permitted');
    const drafted = await first.write<DraftedAllocation>('indicators.draftAllocation', input);
    expect(drafted.body.parts.map(({ value }) => value)).toEqual(['5', '3', '2']);
    const below = { allocationId: drafted.body.allocationId, version: drafted.body.version };
    expect((await school.read('indicators.allocation', { allocationId: below.allocationId })).status).toBe(404);
    expect((await second.read('indicators.allocation', { allocationId: below.allocationId })).status).toBe(404);
    expect((await first.write('indicators.sendAllocation', below)).status).toBe(200);
    const own = await school.read<AllocationPage>('indicators.allocation', { allocationId: below.allocationId });
    expect(own.body.parts.map(({ unitName, value }) => [unitName, value])).toEqual([['第1县1小', '5']]);
    expect(own.body.whole).toBeNull();
    expect(
      (await office.read<AllocationPage>('indicators.allocation', { allocationId: below.allocationId })).body.parts,
    ).toHaveLength(3);
    const reading = { targetId, unitId: unitId('c1'), on: '2026-06-30' };
    expect((await first.read('indicators.targetReading', reading)).body).toMatchObject({
      value: '10',
      baseline: '0',
      dueOn: '2026-12-31',
    });
  });

  it('goes out as letters, one for each county, with who signed', async () => {
    const all = await office.download('indicators.letters', { year: 2026 });
    expect([all.status, all.type]).toEqual([200, 'application/zip']);
    const files = unzipSync(all.bytes);
    expect(Object.keys(files)).toHaveLength(COUNTIES);
    const words = wordsOf(files['01 2026年度目标责任书（第1县教育局）.docx']!);
    for (const part of ['新增普惠性幼儿园', '新增10', '12月底前', 'first（第1县教育局）', '第18县另有两所在建'])
      expect(words).toContain(part);
    expect(words).not.toContain('第2县');
    const own = await second.download('indicators.letter', { unitId: unitId('c2'), year: 2026 });
    expect(wordsOf(own.bytes)).toContain('second（第2县教育局）');
    expect((await second.download('indicators.letter', { unitId: unitId('c1'), year: 2026 })).status).toBe(404);
    expect((await second.download('indicators.letters', { year: 2026 })).status).toBe(404);
    const schools = await first.download('indicators.letters', { unitId: unitId('c1'), year: 2026 });
    expect(Object.keys(unzipSync(schools.bytes))).toHaveLength(3);
  });

  it('is taken back by a change: what was signed stays signed only where the value is the same', async () => {
    const page = await pageFor(office);
    const parts = page.parts.map(({ unitId, value }, index) => ({ unitId, value, fixed: index === 1 }));
    const moved = parts.map((part, index) => (index === 0 ? { ...part, value: '9', fixed: true } : part));
    await draftNext({ parts: moved });
    expect((await first.read('indicators.allocation', { allocationId })).status).toBe(404);
    const own = { targetId, unitId: unitId('c1'), method: 'equal', version: 2 };
    expect(await refusalOf(first.write('indicators.draftAllocation', own))).toBe('wrong-state');
    const sent = await office.write<{ version: number }>('indicators.sendAllocation', { allocationId, version });
    version = sent.body.version;
    expect((await pageFor(first)).parts.map(({ value, signedAt }) => [value, signedAt])).toEqual([['9', null]]);
    expect((await pageFor(second)).parts[0]!.signedAs).toBe('second（第2县教育局）');
    const [row] = (await first.read<AllocationList>('indicators.allocations', { unitId: unitId('c1-1') })).body.rows;
    expect(row!.balance).toMatchObject({ whole: '9', given: '10', state: 'over' });
  });
});
