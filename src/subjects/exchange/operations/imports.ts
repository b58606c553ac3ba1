import { sql } from 'kysely';
import { z } from 'zod';
import { read } from '../../../platform/operation';
import { mayBringIn, mayKeepExchange } from '../policy';
import { type ImportRun, NOTHING_BROUGHT } from '../schema';

const SHOWN = 100;

export const imports = read({
  name: 'exchange.imports',
  summary: '已导入的批次，最近的在前；督查看全部，其他人看自己的',
  input: z.object({}),
  may: mayBringIn,
  run: async ({ db, actor }): Promise<ImportRun[]> => {
    const { rows } = await sql<ImportRun>`
      select r.key, r.at, u.name as by, r.result from import_runs r
      join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
      where r.tenant_id = ${actor.tenantId} and (${mayKeepExchange(actor)}::boolean or r.user_id = ${actor.userId}::bigint)
      order by r.at desc, r.key limit ${SHOWN}`.execute(db);
    return rows.map(run => ({ ...run, result: { ...NOTHING_BROUGHT, ...run.result } }));
  },
});
