import { shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { addressOf } from '../../src/platform/operation';
import type { Role } from '../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../src/subjects/org/store';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import { type Answer, smallBureau } from './app';
import { addFigures, lastMonth, openDays, someFigures, someForm } from './reporting';
import type { WebApp } from './web-app';

/** Somebody of the scene, who calls operations as their browser would. */
export type Hand = {
  read: <T = never>(name: string, input?: Record<string, string>) => Promise<Answer<T>>;
  write: <T = never>(name: string, input: object) => Promise<Answer<T>>;
};

export type ReportingScene = {
  tenantId: Id;
  unitIds: Map<string, Id>;
  /** 学校月报, open for `period`; the two first schools have handed in `before`. */
  formId: Id;
  period: string;
  before: string;
  hand: (login: string) => Promise<Hand>;
  /** Where a school fills in. */
  entryPath: (unitCode?: string, formId?: Id) => string;
};

const PEOPLE: [login: string, name: string, role: Role, unit: string][] = [
  ['duban', '周督查', 'supervisor', 'root'],
  ['xianqu', '吴县局', 'county', 'east'],
  ['xuexiao', '郑填报', 'reporter', 'east-1'],
  ['tongshi', '冯同事', 'reporter', 'east-1'],
  ['xixiao', '陈西校', 'reporter', 'west-1'],
];

/** What the schools handed in for the month before. */
export const EARLIER = {
  'PUPILS.f': '300',
  'PUPILS.m': '320',
  BOARDERS: '80',
  CLASSES: '15',
  ATTENDANCE: '98.5',
  MEALS: '9000',
};

/** A small bureau that collects a monthly form, on an empty web app. */
export async function setReportingScene(web: WebApp): Promise<ReportingScene> {
  const { owner } = web;
  const now = new Date().toISOString();
  const name = smallBureau[0]!.name;
  const { tenantId } = await owner
    .insertInto('tenants')
    .values({ code: 'scene', name, shortName: name, areaCode: null, demoToday: null, settings: '{}', createdAt: now })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const unitIds = await insertUnits(owner, tenantId, smallBureau);
  for (const [login, person, role, unit] of PEOPLE) {
    const userId = await insertUser(owner, { tenantId, login, name: person, passwordHash: null, createdAt: now });
    await insertPost(owner, { tenantId, userId, orgUnitId: unitIds.get(unit)!, role, title: null });
  }
  const staff = [
    { code: 'STAFF', name: '教职工数', unit: '人', low: '0' },
    { code: 'GUARDS', name: '保安人数', unit: '人', low: '0' },
  ];
  await addFigures({ owner, tenantId }, [...someFigures, ...staff]);

  const hand = async (login: string): Promise<Hand> => {
    const cookie = `${SESSION_COOKIE}=${await web.startSession(login)}`;
    const answer = async <T>(reply: Response): Promise<Answer<T>> => ({
      status: reply.status,
      body: (await reply.json()) as T,
    });
    return {
      read: async (operation, input = {}) =>
        answer(
          await fetch(`${web.address}${addressOf(operation)}?${new URLSearchParams(input)}`, { headers: { cookie } }),
        ),
      write: async (operation, input) =>
        answer(
          await fetch(`${web.address}${addressOf(operation)}`, {
            method: 'POST',
            headers: { cookie, 'content-type': 'application/json' },
            body: JSON.stringify(input),
          }),
        ),
    };
  };
  const period = lastMonth();
  const before = shiftPeriod(period, -1);
  const office = await hand('duban');
  const { formId } = await expectDone(office.write<{ formId: Id }>('reporting.saveForm', someForm));
  for (const code of [before, period]) await openFor(office, formId, code);
  for (const [login, unit] of [
    ['xuexiao', 'east-1'],
    ['xixiao', 'west-1'],
  ] as const)
    await handInAll(await hand(login), { formId, period: before, unitId: unitIds.get(unit)! }, EARLIER);
  return {
    ...{ tenantId, unitIds, formId, period, before, hand },
    entryPath: (unitCode = 'east-1', form = formId) => `/reporting/${form}/${period}/${unitIds.get(unitCode)}`,
  };
}

/** The body of an answer that was a success. */
export const expectDone = async <T>(call: Promise<Answer<T>>): Promise<T> => {
  const { status, body } = await call;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};

/** Opens a period, with days around today. */
export async function openFor(office: Hand, formId: Id, period: string): Promise<void> {
  await expectDone(office.write('reporting.openWindow', { formId, period }));
  await expectDone(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
}

/** Types cells and hands in, with the same explanation wherever one is asked. */
export async function handInAll(
  who: Hand,
  key: { formId: Id; period: string; unitId: Id },
  cells: Record<string, string>,
): Promise<void> {
  const sent = Object.entries(cells).map(([cell, v]) => ({ cell, v, base: '' }));
  await expectDone(who.write('reporting.saveDraft', { key, cells: sent }));
  const { version, draftVersion } = await expectDone(who.read<EntryPage>('reporting.entry', key));
  await expectDone(who.write('reporting.submit', { key, version, draftVersion, explanations: [] }));
}
