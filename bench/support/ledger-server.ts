import { join } from 'node:path';
import Fastify from 'fastify';
import { startSealer } from '../../src/platform/audit/sealer';
import { connect } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { buildApp } from '../../src/platform/http/app';
import type { House } from '../../src/platform/run-operation';
import { sessionActor } from '../../src/subjects/identity/sessions';
import { touchesRights } from '../../src/subjects/live-topics';
import { fileHolders, operations, routes } from '../../src/subjects/registry';

// A process of its own, as in real use: `ledger-server.ts DATABASE_URL FOLDER [owner]` prints the addresses of both servers as
// JSON. As the owner, row-level security does not apply: the same work without it, to see what it costs.
const [url, folder, as] = process.argv.slice(2) as [string, string, string | undefined];
const { db } = as === 'owner' ? connect(url, 10, null) : connect(url);
// The floor queries nobody's rows by a policy.
const { pool: plain } = connect(url, 10, null);
const sealer = startSealer(db, error => process.stderr.write(`${error}\n`));
const house: House = {
  db,
  files: openFileStore(join(folder, 'files')),
  told: ({ tenantId }) => sealer.wake(tenantId),
};
const app = await buildApp({
  house,
  operations,
  routes,
  fileHolders,
  touchesRights,
  authenticate: token => sessionActor(db, token, new Date().toISOString()),
  webFolder: null,
});

// The floor: a bare route with plain SQL for the same rows and the same count, nobody signed in, nothing checked.
const bare = Fastify();
bare.get('/ledger', async () => {
  const rows = await plain.query(
    `select t.id, t.number, t.title, t.light, t.light_reason, t.due_on, t.percent, o.short_name
     from tasks t left join org_units o on o.tenant_id = t.tenant_id and o.id = t.lead_unit_id
     where t.tenant_id = 1 and t.year = 2026 and t.light = 'yellow' order by t.due_on, t.id limit 50`,
  );
  const total = await plain.query(
    `select count(*)::int as total from tasks where tenant_id = 1 and year = 2026 and light = 'yellow'`,
  );
  return { total: total.rows[0].total, rows: rows.rows };
});
bare.get<{ Querystring: { q: string } }>('/search', async request => {
  const { rows } = await plain.query(
    `select id, number, title, light from tasks where tenant_id = 1 and year = 2026 and grams @> array[$1]::text[]
     order by sort, id limit 50`,
    [request.query.q],
  );
  return rows;
});

// The floor of a write: the same rows in one transaction, nobody asked.
bare.post<{ Body: { taskId: string; body: string } }>('/comment', async request => {
  const { taskId, body } = request.body;
  const client = await plain.connect();
  try {
    await client.query('begin');
    const now = new Date();
    await client.query('select id from tasks where tenant_id = 1 and id = $1 for update', [taskId]);
    const { rows } = await client.query(
      `insert into task_comments (tenant_id, task_id, kind, body, user_id, created_at)
       values (1, $1, 'comment', $2, (select min(id) from users where tenant_id = 1), $3) returning id`,
      [taskId, body, now],
    );
    await client.query(
      `insert into audit_entries (tenant_id, at, operation, kind, subject_id, after)
       values (1, $1, 'bare', 'comment', $2, $3)`,
      [now, rows[0].id, JSON.stringify({ body })],
    );
    await client.query('update tasks set updated_at = $2 where tenant_id = 1 and id = $1', [taskId, now]);
    await client.query('commit');
    return { id: rows[0].id };
  } finally {
    client.release();
  }
});

// Ends with the benchmark, however that ends.
process.stdin.on('end', () => process.exit()).resume();
process.stdout.write(
  `${JSON.stringify({ app: await app.listen({ port: 0 }), bare: await bare.listen({ port: 0 }) })}\n`,
);
