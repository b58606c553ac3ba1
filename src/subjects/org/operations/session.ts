import { z } from 'zod';
import { addDays, yearsWithoutCalendar } from '../../../kernel/calendar';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { openRead, read, write } from '../../../platform/operation';
import { DEMO_PASSWORD } from '../demo-password';
import { anyone, isSignedIn, mayGrant } from '../policy';
import { tenantsOf } from '../reads';
import { abilitiesOf, entriesOf, ownPosts } from '../rules';
import { type Me, type Role, roles, type StartState, type UnitKind } from '../schema';

const SHOWN_ROLES: Role[] = ['leader', 'supervisor', 'liaison', 'county', 'reporter', 'auditor', 'administrator'];

/** One account of each role, in the order of product.md. */
const demoAccounts = async (db: Db, tenantId: Id): Promise<StartState['demoAccounts']> => {
  const rows = await db
    .selectFrom('posts as p')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'p.tenantId').onRef('u.id', '=', 'p.userId'))
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.orgUnitId'))
    .distinctOn('p.role')
    .select(['p.role', 'p.title', 'u.login', 'u.name', 'o.name as unitName'])
    .where('p.tenantId', '=', tenantId)
    .orderBy('p.role')
    .orderBy('p.id')
    .execute();
  return SHOWN_ROLES.flatMap(role =>
    rows
      .filter(row => row.role === role)
      .map(row => ({
        login: row.login,
        name: row.name,
        title: [row.unitName, row.title].filter(Boolean).join(' '),
        password: DEMO_PASSWORD,
      })),
  );
};

export const start = openRead({
  name: 'org.start',
  summary: '首页：有哪些机构，是否需要初始化',
  input: z.object({}),
  may: anyone,
  run: async ({ db, enter }): Promise<StartState> => {
    const tenants = await tenantsOf(db);
    const demo = tenants.find(tenant => tenant.isDemo);
    if (demo) await enter(demo.tenantId);
    return {
      empty: tenants.length === 0,
      tenants: tenants.map(({ code, name, isDemo }) => ({ code, name, isDemo })),
      demoAccounts: demo ? await demoAccounts(db, demo.tenantId) : [],
      waitingPlan: null,
    };
  },
});

export const me = read({
  name: 'org.me',
  summary: '当前登录的人、机构、日期和权限',
  input: z.object({}),
  may: isSignedIn,
  run: async ({ db, actor, today }): Promise<Me> => {
    const tenant = await db
      .selectFrom('tenants')
      .select(['tenantId', 'name', 'shortName', 'isDemo'])
      .where('tenantId', '=', actor.tenantId)
      .executeTakeFirstOrThrow();
    return {
      user: { id: actor.userId, login: actor.login, name: actor.name, language: actor.language },
      tenant: { id: tenant.tenantId, name: tenant.name, shortName: tenant.shortName, isDemo: tenant.isDemo },
      today,
      unannounced: yearsWithoutCalendar(addDays(today, -366), addDays(today, 366)),
      posts: ownPosts(actor).map(({ role, unitId, unitName, unitKind, title }) => ({
        role: role as Role,
        unitId,
        unitName,
        unitKind: unitKind as UnitKind,
        title,
      })),
      entries: entriesOf(actor),
      grants: roles.filter(role => mayGrant(actor, role)),
      can: abilitiesOf(actor),
    };
  },
});

export const setLanguage = write({
  name: 'org.setLanguage',
  summary: '切换界面语言',
  input: z.object({ language: z.enum(['zh-CN', 'en']) }),
  may: isSignedIn,
  run: async ({ db, actor, audit }, { language }) => {
    await db
      .updateTable('users')
      .set({ language })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', actor.userId)
      .execute();
    await audit({ kind: 'user', id: actor.userId, before: { language: actor.language }, after: { language } });
    return { language };
  },
});
