import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { startSession } from '../../src/subjects/identity/sessions';
import type { Role } from '../../src/subjects/org/schema';
import { insertPost, insertUser } from '../../src/subjects/org/store';

/** People with sessions, and tasks that each may see. */
export type Crowd = { token: string; taskIds: Id[] }[];

const NOW = '2026-09-28T02:00:00Z';

/** Two hundred as a city has them: the office, leaders, department liaisons, county bureaus. */
export async function gatherCrowd(db: Db, tenantId: Id): Promise<Crowd> {
  const { rows: units } = await sql<{ id: Id; code: string }>`
    select id, code from org_units where tenant_id = ${tenantId} and kind <> 'school' order by id`.execute(db);
  const idOf = (code: string) => units.find(unit => unit.code === code)!.id;
  const { rows: tasks } = await sql<{ id: Id; unitId: Id }>`
    select u.task_id as id, u.org_unit_id as unit_id from task_units u join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${tenantId} and t.status = 'active' order by u.task_id limit 20000`.execute(db);
  const tasksOf = (unitId: Id | null, from: number): Id[] => {
    const own = unitId === null ? tasks : tasks.filter(task => task.unitId === unitId);
    return Array.from({ length: 50 }, (_, n) => own[(from * 13 + n * 7) % own.length]!.id);
  };
  const join = async (login: string, role: Role, code: string, from: number) => {
    const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: NOW });
    const unitId = idOf(code);
    await insertPost(db, { tenantId, userId, orgUnitId: unitId, role, title: null });
    const token = await startSession(db, tenantId, userId, new Date().toISOString(), { by: 'password' });
    return { token, taskIds: tasksOf(code === 'root' ? null : unitId, from) };
  };
  const crowd: Crowd = [];
  for (let n = 0; n < 200; n += 1) {
    if (n < 10) crowd.push(await join(`office-${n}`, 'supervisor', 'root', n));
    else if (n < 20) crowd.push(await join(`leader-${n}`, 'leader', 'root', n));
    else if (n < 92) crowd.push(await join(`liaison-${n}`, 'liaison', `d${n % 8}`, n));
    else crowd.push(await join(`county-${n}`, 'county', `c${n % 18}`, n));
  }
  return crowd;
}
