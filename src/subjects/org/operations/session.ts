import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { openRead, openWrite, read, SessionChange, write } from '../../../platform/operation';
import { DEMO_PASSWORD } from '../demo-password';
import { anyone, isSignedIn } from '../policy';
import { actorOfToken, tenantsOf } from '../reads';
import { abilitiesOf, entriesOf } from '../rules';
import {
  createBureauInput,
  type Me,
  password,
  type Role,
  type StartState,
  signInInput,
  type UnitKind,
} from '../schema';
import { endSession, insertPost, insertUnits, insertUser, startSession, tenantOfToken } from '../store';

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

export const createBureau = openWrite({
  name: 'org.createBureau',
  summary: '建立机构和第一位管理员（安装后第一次使用）',
  input: createBureauInput,
  perMinute: 10,
  may: anyone,
  run: async ({ db, now, audit, enter }, input) => {
    const tenants = await tenantsOf(db);
    // Only the first start is open to everybody; a demonstration does not count.
    if (tenants.some(tenant => !tenant.isDemo)) refuse('not-permitted');
    const { tenantId } = await db
      .insertInto('tenants')
      .values({
        code: `b${tenants.length + 1}`,
        name: input.name,
        shortName: input.shortName,
        areaCode: null,
        demoToday: null,
        settings: '{}',
        createdAt: now,
      })
      .returning('tenantId')
      .executeTakeFirstOrThrow();
    await enter(tenantId);
    const root = {
      code: 'root',
      parentCode: null,
      name: input.name,
      shortName: input.shortName,
      kind: 'bureau' as const,
    };
    const ids = await insertUnits(db, tenantId, [{ ...root, areaCode: null, aliases: [], sort: 0 }]);
    const userId = await insertUser(db, {
      tenantId,
      login: input.login,
      name: input.userName,
      passwordHash: await hash(input.password),
      createdAt: now,
    });
    // The first person does everything until others are invited.
    for (const role of ['administrator', 'supervisor'] as const)
      await insertPost(db, { tenantId, userId, orgUnitId: ids.get('root')!, role, title: null });
    await audit({ kind: 'tenant', id: tenantId, after: { name: input.name, login: input.login } });
    return new SessionChange({ tenantId, userId }, await startSession(db, tenantId, userId, now));
  },
});

// Verified where the login is unknown, so that the answer takes as long as for a known one.
const NOBODY = hash('nobody has this password');

export const signIn = openWrite({
  name: 'org.signIn',
  summary: '登录',
  input: signInInput,
  perMinute: 30,
  may: anyone,
  run: async ({ db, now, audit, enter }, input) => {
    const tenants = (await tenantsOf(db)).filter(({ code }) => input.tenant === undefined || code === input.tenant);
    // A login says nothing of its body: each is asked in turn, from inside.
    for (const { tenantId } of tenants) {
      await enter(tenantId);
      const user = await db
        .selectFrom('users')
        .select(['id', 'passwordHash', 'disabledAt'])
        .where('tenantId', '=', tenantId)
        .where('login', '=', input.login)
        .executeTakeFirst();
      const right = await verify(user?.passwordHash ?? (await NOBODY), input.password);
      if (!user || !right || user.disabledAt || !user.passwordHash) continue;
      await audit({ kind: 'user', id: user.id, after: { signedIn: true } });
      return new SessionChange({ userId: user.id }, await startSession(db, tenantId, user.id, now));
    }
    return refuse('wrong-credentials');
  },
});

export const signOut = openWrite({
  name: 'org.signOut',
  summary: '退出登录',
  input: z.object({}),
  may: anyone,
  run: async ({ db, sessionToken, enter }) => {
    const tenantId = sessionToken && tenantOfToken(sessionToken);
    if (tenantId) {
      await enter(tenantId);
      await endSession(db, sessionToken);
    }
    return new SessionChange(null, null);
  },
});

export const enter = openWrite({
  name: 'org.enter',
  summary: '用一次性链接进入（命令行打开文档时给出）',
  input: z.object({ token: z.string().max(100) }),
  perMinute: 30,
  may: anyone,
  run: async ({ db, now, enter }, { token }) => {
    await enter(tenantOfToken(token) ?? refuse('wrong-credentials'));
    const actor = (await actorOfToken(db, token)) ?? refuse('wrong-credentials');
    await endSession(db, token);
    return new SessionChange({ userId: actor.userId }, await startSession(db, actor.tenantId, actor.userId, now));
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
      posts: actor.posts.map(({ role, unitId, unitName, unitKind, title }) => ({
        role: role as Role,
        unitId,
        unitName,
        unitKind: unitKind as UnitKind,
        title,
      })),
      entries: entriesOf(actor),
      can: abilitiesOf(actor),
    };
  },
});

export const setLanguage = write({
  name: 'org.setLanguage',
  summary: '切换界面语言',
  input: z.object({ language: z.enum(['zh-CN', 'en']) }),
  may: isSignedIn,
  run: async ({ db, actor }, { language }) => {
    await db
      .updateTable('users')
      .set({ language })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', actor.userId)
      .execute();
    return { language };
  },
});

export const changePassword = write({
  name: 'org.changePassword',
  summary: '修改自己的密码',
  input: z.object({ current: z.string().max(200).default(''), next: password }),
  perMinute: 10,
  may: isSignedIn,
  run: async ({ db, actor, audit }, input) => {
    const mine = db
      .selectFrom('users')
      .select('passwordHash')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', actor.userId);
    const { passwordHash } = await mine.executeTakeFirstOrThrow();
    // Who came in by a one-time link has no password yet.
    if (passwordHash && !(await verify(passwordHash, input.current))) refuse('wrong-credentials');
    await db
      .updateTable('users')
      .set({ passwordHash: await hash(input.next) })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', actor.userId)
      .execute();
    await audit({ kind: 'user', id: actor.userId, after: { passwordChanged: true } });
    return null;
  },
});
