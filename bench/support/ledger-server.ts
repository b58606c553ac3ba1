import { join } from 'node:path';
import Fastify from 'fastify';
import { connect } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { buildApp } from '../../src/platform/http/app';
import { sessionActor } from '../../src/subjects/identity/sessions';
import { fileHolders, operations, routes } from '../../src/subjects/registry';

// A process of its own, as in real use: `ledger-server.ts DATABASE_URL FOLDER` prints the addresses of both servers as JSON.
const [url, folder] = process.argv.slice(2) as [string, string];
const { db, pool } = connect(url);
const house = { db, files: openFileStore(join(folder, 'files')) };
const app = await buildApp({
  house,
  operations,
  routes,
  fileHolders,
  authenticate: token => sessionActor(db, token, new Date().toISOString()),
  webFolder: null,
});

// The floor: a bare route with plain SQL for the same rows and the same count, nobody signed in, nothing checked.
const bare = Fastify();
bare.get('/ledger', async () => {
  const rows = await pool.query(
    `select t.id, t.number, t.title, t.light, t.light_reason, t.due_on, t.percent, o.short_name
     from tasks t left join org_units o on o.tenant_id = t.tenant_id and o.id = t.lead_unit_id
     where t.tenant_id = 1 and t.year = 2026 and t.light = 'yellow' order by t.due_on, t.id limit 50`,
  );
  const total = await pool.query(
    `select count(*)::int as total from tasks where tenant_id = 1 and year = 2026 and light = 'yellow'`,
  );
  return { total: total.rows[0].total, rows: rows.rows };
});
bare.get<{ Querystring: { q: string } }>('/search', async request => {
  const { rows } = await pool.query(
    `select id, number, title, light from tasks where tenant_id = 1 and year = 2026 and grams @> array[$1]::text[]
     order by sort, id limit 50`,
    [request.query.q],
  );
  return rows;
});

// Ends with the benchmark, however that ends.
process.stdin.on('end', () => process.exit()).resume();
process.stdout.write(
  `${JSON.stringify({ app: await app.listen({ port: 0 }), bare: await bare.listen({ port: 0 }) })}\n`,
);
