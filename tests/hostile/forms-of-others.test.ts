import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

type Saved = { id: string; formId: string; version: number };
type Wrong = { error: { code: string; detail: { code?: string } } };

/** Whoever keeps a form reads what stands on it: so a form must be no way to read what other departments collect. */
describe('a form that a department makes for itself', () => {
  let test: TestApp;
  let office: Visitor;
  let preschool: Visitor;
  const timing = { opens: 0, due: 5, locks: 5 };
  const form = (unit: string, figures: object[], more: object = {}) => ({
    ...{ code: 'SPY', name: '另表', frequency: 'month', level: 'school', timing, figures },
    ...{ keeperUnitId: test.unitIds.get(unit)!, ...more },
  });
  const save = async (who: Visitor, input: object) => {
    const { status, body } = await who.write<Saved & Wrong>('reporting.saveForm', { ...input });
    return { status, formId: body.formId, version: body.version, code: body.error?.code, why: body.error?.detail.code };
  };

  beforeAll(async () => {
    test = await startTestApp();
    office = await test.visit('office', 'supervisor', 'root');
    preschool = await test.visit('zhao', 'liaison', 'preschool');
    const lead = (unit: string) => ({ leadUnitId: test.unitIds.get(unit)! });
    await office.write('indicators.saveFigure', { code: 'PUPILS', name: '学生', ...lead('basic') });
    await office.write('indicators.saveFigure', { code: 'CHILDREN', name: '幼儿', ...lead('preschool') });
    await office.write('indicators.saveFigure', { code: 'MEALS', name: '就餐', ...lead('basic') });
    expect((await save(office, form('basic', [{ code: 'PUPILS' }], { code: 'BASIC' }))).status).toBe(200);
  });
  afterAll(() => test.close());

  it('shows nothing that another department leads and asks', async () => {
    const spy = await save(preschool, form('preschool', [{ code: 'CHILDREN' }, { code: 'PUPILS', mode: 'show' }]));
    expect(spy).toMatchObject({ status: 409, code: 'wrong-state', why: 'not-yours' });
    const own = await save(preschool, form('preschool', [{ code: 'CHILDREN', mode: 'show' }, { code: 'MEALS' }]));
    expect(own.status).toBe(200);
    const { formId, version } = own;
    const added = form('preschool', [{ code: 'MEALS' }, { code: 'PUPILS', mode: 'show' }], { formId, version });
    expect(await save(preschool, added)).toMatchObject({ status: 409, why: 'not-yours' });
  });

  it('keeps what the supervision office put on it', async () => {
    const figures = [{ code: 'CHILDREN' }, { code: 'PUPILS', mode: 'show' }];
    const { formId, version } = await save(office, form('preschool', figures, { code: 'BOTH' }));
    const renamed = form('preschool', figures, { code: 'BOTH', name: '改名', formId, version });
    expect((await save(preschool, renamed)).status).toBe(200);
  });

  it.each(['east', 'east-1'])('is made in no county and no school (%s)', async unit => {
    const liaison = await test.visit(`liaison-${unit}`, 'liaison', unit);
    expect((await save(liaison, form(unit, [{ code: 'MEALS' }], { code: 'OWN' }))).code).toBe('not-permitted');
  });
});
