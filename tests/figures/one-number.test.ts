import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import type { Download } from '../../src/platform/operation';
import type { Breakdown } from '../../src/subjects/analysis/breakdown-schema';
import { definitionsOn } from '../../src/subjects/analysis/reads/definitions';
import type {
  Board,
  League,
  MissingUnit,
  PublicFigures,
  Series,
  UnitFigures,
} from '../../src/subjects/analysis/schema';
import type { TargetList } from '../../src/subjects/indicators/targets/list-schema';
import type { TargetPage, TargetReadingAnswer } from '../../src/subjects/indicators/targets/schema';
import type { Overview } from '../../src/subjects/overview/schema';
import type { WindowsPage } from '../../src/subjects/reporting/form-schema';
import type { TaskPage } from '../../src/subjects/tasks/schema';
import { ensureDemonstration } from '../support/demonstration';
import { createTestDatabase } from '../support/test-database';
import { peopleOf } from './support/people-of';
import {
  type Ask,
  type Body,
  boardSays,
  breakdownSays,
  digitsIn,
  leagueSays,
  listSays,
  missingSays,
  overviewSays,
  publicSays,
  readingSays,
  type Seen,
  seriesSays,
  taskSays,
  unitsSay,
  windowsSay,
  workbookSays,
} from './support/places';
import { reckonedFrom } from './support/reckoned';
import { nothingSaid } from './support/what-is-said';

// One number everywhere: whatever two places say of the same thing, value or completeness, light or target, is the same; and it is what the
// accepted cells give.

const TODAY = '2026-09-28';
const now: Seen = { on: TODAY, lens: 'accepted' };
const looks: Seen[] = [
  now,
  { on: TODAY, lens: 'approved' },
  { on: '2026-06-30', lens: 'accepted' },
  { on: '2026-08-31', lens: 'accepted' },
  { on: TODAY, lens: 'accepted', tree: 'today' },
  // Known at the end of today is what is known.
  { on: TODAY, lens: 'accepted', asOf: TODAY },
  { on: TODAY, lens: 'accepted', asOf: '2026-07-20' },
];
const YEAR = { year: 2026 };

describe('one number', () => {
  const said = nothingSaid();
  const closing: (() => Promise<void>)[] = [];
  let owner: Db;
  let body: Body;
  let office: Ask;
  let everybody: Ask;
  let as: (login: string) => Promise<Ask>;
  let counties: { id: Id; name: string; login: string }[];
  let board: Board;
  let list: TargetList;

  const rowsOf = async <Row>(query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(owner)).rows;
  /** Every so many of a list, each from another place. */
  const some = <One>(list: readonly One[], every: number, from: number): One[] =>
    list.filter((_, at) => at % every === from % every);

  beforeAll(async () => {
    const { database: made, folder } = await ensureDemonstration(inject('testServer'));
    const database = await createTestDatabase(made);
    const ownerSide = connect(database.url, 2, null);
    const serverSide = connect(database.url, 3);
    closing.push(ownerSide.close, serverSide.close, database.drop);
    owner = ownerSide.db;
    // Of a copy the database does not know yet how much is in it, and takes long ways.
    await sql`analyze`.execute(owner);
    ({ as, everybody } = peopleOf(owner, serverSide.db, folder));
    office = await as('duchake');
    const [root] = await rowsOf<{ id: Id }>('select id from org_units where parent_id is null');
    list = await office<TargetList>('indicators.targets', YEAR);
    const definitions = await definitionsOn(owner, '1', TODAY);
    body = { today: TODAY, rootId: root!.id, definitions, digits: digitsIn(list) };
    counties = await rowsOf(
      `select o.id, o.short_name as name, u.login from org_units o
       join posts p on p.tenant_id = o.tenant_id and p.org_unit_id = o.id and p.role = 'county'
       join users u on u.tenant_id = p.tenant_id and u.id = p.user_id
       where o.kind = 'county' and o.valid_to is null order by o.sort`,
    );
    board = await office<Board>('analysis.board', now);
  }, 300_000);

  afterAll(async () => {
    for (const close of closing) await close();
  });

  it('is read from the board of the body and of each county, as they are seen from above and from inside', async () => {
    for (const [at, seen] of looks.entries()) {
      boardSays(said, body, 'board', seen, at === 0 ? board : await office<Board>('analysis.board', seen));
      // What was known on an earlier day is read from what was written down: slower.
      for (const { id } of at === 0 ? counties : some(counties, seen.asOf ? 18 : 9, at))
        boardSays(
          said,
          body,
          'board of a county',
          seen,
          await office<Board>('analysis.board', { ...seen, unitId: id }),
        );
    }
    for (const { id, login } of some(counties, 6, 1))
      boardSays(said, body, 'board at home', now, await (await as(login))<Board>('analysis.board', { unitId: id }));
  });

  it('is read from the page of each indicator, from who is missing, from its parts and from the units below', async () => {
    const { indicators } = body.definitions;
    for (const [at, seen] of looks.entries())
      for (const [place, { id }] of (at === 0 ? indicators : some(indicators, seen.asOf ? 32 : 16, at)).entries()) {
        const input = { ...seen, indicatorId: id, periods: 6 };
        seriesSays(said, body, 'indicator', seen, await office<Series>('analysis.series', input));
        if (seen.asOf || place % 3 > 0) continue;
        const unitId = counties[(place + at) % counties.length]!.id;
        seriesSays(said, body, 'indicator of a county', seen, await office('analysis.series', { ...input, unitId }));
      }
    for (const [at, { id, period, reported }] of board.rows.entries()) {
      const about = { indicatorId: id, period };
      type Missing = { units: MissingUnit[]; more: number };
      missingSays(
        said,
        body,
        now,
        { ...about, unitId: body.rootId },
        await office<Missing>('analysis.missing', about),
        reported,
      );
      const county = counties[at % counties.length]!;
      const units = await office<UnitFigures>('analysis.units', { ...about, groupId: county.id });
      unitsSay(said, body, now, about, units);
      if (indicators[at]!.aggregation !== 'sum') continue;
      const breakdown = await office<Breakdown>('analysis.breakdown', about);
      if (breakdown) breakdownSays(said, body, now, { ...about, unit: { id: body.rootId } }, breakdown);
    }
    for (const login of ['xuexiao01', 'xuexiao03', 'xuexiao09']) {
      const ask = await as(login);
      const [unit] = await rowsOf<{ id: Id }>(
        `select p.org_unit_id as id from posts p join users u on u.tenant_id = p.tenant_id and u.id = p.user_id and u.login = '${login}'`,
      );
      const own = await ask<Board>('analysis.board', { unitId: unit!.id });
      boardSays(said, body, 'board of a school', now, own);
      for (const { id, period, value } of own.rows.filter(row => row.value !== null).slice(0, 10)) {
        expect(value).not.toBeNull();
        const [parent] = await rowsOf<{ id: Id }>(`select parent_id as id from org_units where id = ${unit!.id}`);
        const input = { indicatorId: id, period, groupId: parent!.id };
        unitsSay(said, body, now, input, await office<UnitFigures>('analysis.units', input));
      }
    }
  });

  it('is read from the public page, the workbooks, the league and the windows of each form', async () => {
    const names = new Map(counties.map(({ id, name }) => [name, id]));
    publicSays(said, body, names, await everybody<PublicFigures>('analysis.publicFigures', { body: 'yunchuan' }));
    for (const seen of looks.slice(0, 2)) {
      const { body: bytes } = await office<Download>('analysis.exportBoard', seen);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(bytes as never);
      workbookSays(said, body, names, seen, workbook);
    }
    const windows = await rowsOf<{ formId: Id; period: string; dueOn: string }>(
      'select form_id, period, due_on from form_windows where tenant_id = 1',
    );
    for (const { formId, period, dueOn } of windows)
      leagueSays(
        said,
        body,
        `${formId} ${period}`,
        await office<League>('analysis.league', { formId, from: dueOn, to: dueOn }),
      );
    for (const formId of new Set(windows.map(window => window.formId)))
      windowsSay(said, body, await office<WindowsPage>('reporting.windows', { formId }));
  });

  it('is read from the list of targets, each target and part of one, its task and the leader’s page', async () => {
    listSays(said, body, list);
    overviewSays(said, body, await office<Overview>('overview.get', YEAR));
    const targets = await rowsOf<{ id: Id; taskId: Id }>('select id, task_id from targets where tenant_id = 1');
    for (const { id: targetId } of targets) {
      readingSays(said, body, targetId, (await office<TargetPage>('indicators.target', { targetId })).reading);
      const then = { targetId, on: '2026-06-30' };
      readingSays(said, body, targetId, await office<TargetReadingAnswer>('indicators.targetReading', then));
    }
    for (const taskId of new Set(targets.map(target => target.taskId)))
      taskSays(said, body, await office<TaskPage>('tasks.get', { taskId }));
    const parts = await rowsOf<{ targetId: Id; unitId: Id; on: string }>(
      `select a.target_id, p.org_unit_id as unit_id, x."on" from allocations a
       join allocation_parts p on p.tenant_id = a.tenant_id and p.allocation_id = a.id
       join org_units o on o.tenant_id = p.tenant_id and o.id = p.org_unit_id and o.kind = 'county'
       cross join (values ('${TODAY}'), ('2026-06-30')) x("on")
       where a.tenant_id = 1 and a.state = 'sent'`,
    );
    for (const { targetId, unitId, on } of parts)
      readingSays(said, body, targetId, await office('indicators.targetReading', { targetId, unitId, on }));
  });

  it('is the same wherever it stands', () => {
    expect(said.differences()).toEqual([]);
    // And nobody was silent.
    const { value, written, reported, period, status, told, actual, planned, gap, part, chosen, awaiting } =
      said.shared();
    expect(Object.keys(value!)).toEqual(
      expect.arrayContaining([
        ...['board', 'board of a county', 'board at home', 'indicator', 'indicator of a county', 'public page'],
        ...['board of a school', 'units below', 'breakdown'],
      ]),
    );
    expect(Object.keys(written!)).toContain('workbook');
    expect(Object.keys(reported!)).toEqual(
      expect.arrayContaining(['board', 'indicator', 'who is missing', 'league', 'windows', 'workbook', 'public page']),
    );
    for (const towards of [status!, told!])
      expect(Object.keys(towards)).toEqual(
        expect.arrayContaining([
          ...['board', 'board at home', 'indicator', 'public page', 'list of targets', 'target', 'task', 'overview'],
          'part of a target',
        ]),
      );
    expect([period, actual, planned, gap, part, chosen, awaiting].every(Boolean)).toBe(true);
    expect(value!.board).toBeGreaterThan(5_000);
    expect(status!['part of a target']).toBeGreaterThan(100);
  });

  it('is what the accepted cells give, added up without any of our reckoning', async () => {
    const reckoned = await reckonedFrom(owner, body.definitions, board, counties);
    expect(reckoned.wrong).toEqual([]);
    expect(reckoned.right).toBeGreaterThan(1_500);
  });
});
