import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me, PersonRow, StartState, Unit } from '../../src/subjects/org/schema';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('the first day of a bureau', () => {
  it('offers the bodies there are, and nothing about them', async () => {
    const { body } = await test.stranger().read<StartState>('org.start');
    expect(body.tenants.map(tenant => tenant.name)).toEqual(['青溪市教育局']);
    expect(body.demoAccounts).toEqual([]);
  });

  it('lets nobody in without signing in', async () => {
    const { status, body } = await test.stranger().read<{ error: { code: string } }>('org.units');
    expect(status).toBe(401);
    expect(body.error.code).toBe('signed-out');
  });

  it('raises no demonstration, with its shown passwords, beside a body at work for whoever comes by', async () => {
    const liaison = await test.visit('passer', 'liaison', 'preschool');
    for (const visitor of [test.stranger(), liaison])
      expect((await visitor.write('demonstration.create')).status).toBe(403);
  });

  it('signs in with a password and out again', async () => {
    await test.visit('zhang', 'liaison', 'preschool');
    const wrong = await test
      .stranger()
      .write<{ error: { code: string } }>('identity.signIn', { login: 'zhang', password: 'not this one' });
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'wrong-credentials']);
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/identity/signIn',
      payload: { login: 'zhang', password: TEST_PASSWORD },
    });
    expect(response.statusCode).toBe(200);
    const cookie = response.cookies[0]!;
    expect(cookie.httpOnly).toBe(true);
    const cookies = { [cookie.name]: cookie.value };
    const me = (await test.app.inject({ method: 'GET', url: '/api/org/me', cookies })).json<Me>();
    expect(me.posts).toMatchObject([{ role: 'liaison', unitName: '学前教育处' }]);
    expect(me.entries).toEqual(['todo', 'plans', 'ledger', 'indicators', 'reporting']);
    await test.app.inject({ method: 'POST', url: '/api/identity/signOut', payload: {}, cookies });
    expect((await test.app.inject({ method: 'GET', url: '/api/org/me', cookies })).statusCode).toBe(401);
  });

  it('invites a colleague, who sets a password and has the post', async () => {
    const admin = await test.visit('admin', 'administrator', 'root');
    const invited = await admin.write<{ link: string }>('org.invite', {
      name: '李明',
      login: 'liming',
      role: 'county',
      unitId: test.unitIds.get('east'),
    });
    const token = invited.body.link.split('/').at(-1)!;
    const accepted = await test
      .stranger()
      .write('identity.acceptInvitation', { token, password: 'a long new password' });
    expect(accepted.status).toBe(200);
    const again = await test.stranger().write('identity.acceptInvitation', { token, password: 'a long new password' });
    expect(again.status).toBe(404);
    const people = await admin.read<PersonRow[]>('org.people');
    expect(people.body.find(person => person.login === 'liming')?.posts).toMatchObject([
      { role: 'county', unitName: '东溪县教育局' },
    ]);
  });

  it('keeps the tree: adds a unit, renames it, and tells the second editor', async () => {
    const admin = await test.visit('admin2', 'administrator', 'root');
    const parentId = test.unitIds.get('root');
    const fields = { parentId, name: '督导室', shortName: '督导室', kind: 'department', aliases: [] };
    const { body } = await admin.write<{ unitId: string }>('org.saveUnit', fields);
    const renamed = { ...fields, unitId: body.unitId, version: 1, name: '教育督导室' };
    expect((await admin.write('org.saveUnit', renamed)).status).toBe(200);
    const second = await admin.write<{ error: { code: string } }>('org.saveUnit', { ...renamed, name: '督导处' });
    expect([second.status, second.body.error.code]).toEqual([409, 'changed-meanwhile']);
    const units = await admin.read<Unit[]>('org.units');
    expect(units.body.find(unit => unit.id === body.unitId)?.name).toBe('教育督导室');
  });

  it('gives a unit its labels, by which forms ask it; who does not speak of them leaves them', async () => {
    const admin = await test.visit('admin5', 'administrator', 'root');
    const unitId = test.unitIds.get('basic')!;
    const unitNow = async () => (await admin.read<Unit[]>('org.units')).body.find(unit => unit.id === unitId)!;
    const fields = async () => {
      const { parentId, name, shortName, kind, version } = await unitNow();
      return { unitId, parentId, name, shortName, kind, version };
    };
    expect((await admin.write('org.saveUnit', { ...(await fields()), tags: ['kindergarten', '试点'] })).status).toBe(
      200,
    );
    expect((await admin.write('org.saveUnit', { ...(await fields()), name: '基础教育处' })).status).toBe(200);
    expect((await unitNow()).tags).toEqual(['kindergarten', '试点']);
    expect((await admin.read('reporting.unitTags')).body).toEqual([
      { tag: 'kindergarten', name: '幼儿园', units: 1, forms: [] },
      { tag: '试点', name: '试点', units: 1, forms: [] },
    ]);
    expect((await admin.write('org.saveUnit', { ...(await fields()), tags: [] })).status).toBe(200);
    expect((await admin.read('reporting.unitTags')).body).toEqual([]);
  });

  it('gives and takes labels of several units at once, each with its own line in the audit', async () => {
    const admin = await test.visit('admin6', 'administrator', 'root');
    const [basic, east] = [test.unitIds.get('basic')!, test.unitIds.get('east')!];
    const tags = async () => {
      const units = (await admin.read<Unit[]>('org.units')).body;
      return [basic, east].map(id => units.find(unit => unit.id === id)!.tags);
    };
    const put = (change: object) => admin.write('org.tagUnits', { unitIds: [basic, east], ...change });
    expect((await put({ give: ['乡村', '试点'] })).body).toEqual({ changed: 2, same: 0 });
    expect((await admin.write('org.tagUnits', { unitIds: [east], take: ['乡村'] })).status).toBe(200);
    // Said again it changes nothing; what others changed meanwhile stays.
    expect((await put({ give: ['试点'] })).body).toEqual({ changed: 0, same: 2 });
    expect(await tags()).toEqual([['乡村', '试点'], ['试点']]);
    const lines = await test.owner
      .selectFrom('auditEntries')
      .select(['subjectId', 'before', 'after'])
      .where('operation', '=', 'org.tagUnits')
      .orderBy('id')
      .execute();
    expect(lines).toEqual([
      { subjectId: basic, before: { tags: [] }, after: { tags: ['乡村', '试点'] } },
      { subjectId: east, before: { tags: [] }, after: { tags: ['乡村', '试点'] } },
      { subjectId: east, before: { tags: ['乡村', '试点'] }, after: { tags: ['试点'] } },
    ]);
    const many = Array.from({ length: 20 }, (_, at) => `标签${at}`);
    const full = await put({ give: many });
    expect([full.status, JSON.stringify(full.body)]).toEqual([400, expect.stringContaining('超过 20 个')]);
    expect((await admin.write('org.tagUnits', { unitIds: [basic, '999999'], take: ['试点'] })).status).toBe(404);
    expect((await put({ take: ['乡村', '试点'] })).body).toEqual({ changed: 2, same: 0 });
  });

  it('says what is wrong with an input, by field', async () => {
    const admin = await test.visit('admin3', 'administrator', 'root');
    const { status, body } = await admin.write<{ error: { code: string; detail: { field: string } } }>('org.invite', {
      name: '',
    });
    expect([status, body.error.code, body.error.detail.field]).toEqual([400, 'invalid-input', 'name']);
  });

  it('does not let a liaison keep people', async () => {
    const liaison = await test.visit('wang', 'liaison', 'basic');
    expect((await liaison.read('org.people')).status).toBe(403);
  });
});
