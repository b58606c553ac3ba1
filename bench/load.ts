import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure';
import { gatherCrowd } from './support/crowd';
import { load, openLedger } from './support/open-ledger';
import { peopleAtWork } from './support/people-at-work';
import { findPgbench, pgbench } from './support/pgbench';
import { YEAR } from './support/ten-thousand-tasks';
import { writeLoad } from './support/write-load';

// `BENCH_MINUTES=10` for the long run that shows whether memory stays flat.
const MINUTES = Number(process.env.BENCH_MINUTES ?? 0.5);
const RATE = 300;
// The machine on which the aims were set: its bare route answers so many requests a second, and the aim is so many milliseconds.
const BARE_THERE = 1_800;
const P95_THERE = 40;

// The same first page and the same write in plain SQL. \\gset and \\set are pgbench's own.
const FLOOR_READ = `
select t.id, t.number, t.title, t.light, t.light_reason, t.due_on, t.percent, o.short_name,
  (select count(*) from tasks c where c.tenant_id = 1 and c.year = ${YEAR} and c.light = 'yellow') as total
from tasks t left join org_units o on o.tenant_id = t.tenant_id and o.id = t.lead_unit_id
where t.tenant_id = 1 and t.year = ${YEAR} and t.light = 'yellow' order by t.due_on, t.id limit 50;
`;
const FLOOR_WRITE = `
\\set task random(1, 10000)
begin;
select id from tasks where tenant_id = 1 and id = :task for update;
insert into task_comments (tenant_id, task_id, kind, body, user_id, created_at) values (1, :task, 'comment', 'x', 1, now());
insert into audit_entries (tenant_id, at, operation, kind, subject_id, after) values (1, now(), 'floor', 'comment', '1', '{"body":"x"}');
update tasks set updated_at = now() where tenant_id = 1 and id = :task;
commit;
`;

/** Resident memory of a process in MB, from its status file; NaN where the system has none. */
const memoryOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};

/** Two hundred people at work on 10,000 tasks, the first page and one write at full speed, and what row-level security costs. */
export async function bench(): Promise<Figure[]> {
  const ledger = await openLedger();
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-floor-'));
  try {
    const crowd = await gatherCrowd(ledger.db, ledger.tenantId);
    const page = `/api/tasks/list?year=${YEAR}&light=yellow&sort=due`;
    const figures: Figure[] = [];
    const add = (name: string, value: number, unit: string, floor: number) =>
      figures.push({ name, value, unit, floor, ratio: value / floor });

    const program = findPgbench();
    const floorOf = async (script: string) =>
      program ? (await pgbench(program, ledger.databaseUrl, folder, script, 4)).perSecond : Number.NaN;
    const plainRead = await floorOf(FLOOR_READ);
    const plainWrite = await floorOf(FLOOR_WRITE);

    const bareRead = await load(`${ledger.bare}/ledger`, 10, 4);
    const read = await load(`${ledger.app}${page}`, 10, 6, ledger.office);
    add('first page, ten connections, against pgbench', read.perSecond, 'requests/s', plainRead);
    add('first page, ten connections, against a bare route', read.perSecond, 'requests/s', bareRead.perSecond);

    const writers = crowd.slice(0, 10);
    const bareWrite = await writeLoad(`${ledger.bare}/comment`, writers, 4);
    const written = await writeLoad(`${ledger.app}/api/tasks/comment`, writers, 6);
    add('one audited write, ten connections, against pgbench', written.perSecond, 'requests/s', plainWrite);
    add(
      'one audited write, ten connections, against a bare route',
      written.perSecond,
      'requests/s',
      bareWrite.perSecond,
    );

    const keyed: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 4; turn += 1)
      for (const [at, withKey] of [false, true].entries())
        keyed[at]!.push((await writeLoad(`${ledger.app}/api/tasks/comment`, writers, 2, withKey)).perSecond);
    const perSecond = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
    const [without, underKey] = [perSecond(keyed[0]), perSecond(keyed[1])];
    add('the same under a request key, as browsers send it (floor: without)', underKey, 'requests/s', without);

    // Turn by turn, so that both have the same noise.
    const open = await ledger.withoutSecurity();
    const reads: [number[], number[]] = [[], []];
    const writes: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 4; turn += 1)
      for (const [at, app] of [ledger.app, open.app].entries()) {
        reads[at]!.push((await load(`${app}${page}`, 10, 2, ledger.office)).perSecond);
        writes[at]!.push((await writeLoad(`${app}/api/tasks/comment`, writers, 2)).perSecond);
      }
    await open.stop();
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const cost = ([guarded, unguarded]: [number[], number[]]) => (1 - sum(guarded) / sum(unguarded)) * 100;
    add('cost of row-level security, reading', cost(reads), '%', 15);
    add('cost of row-level security, writing', cost(writes), '%', 15);

    const work = (rate: number, seconds: number) => peopleAtWork(ledger.app, crowd, { year: YEAR, rate, seconds });
    await work(RATE, 5);
    const floorMs = program ? (await pgbench(program, ledger.databaseUrl, folder, FLOOR_READ, 3)).meanMs : Number.NaN;
    const full = await work(RATE, 20);
    add(`two hundred people at ${RATE}/s, requests done`, full.perSecond, 'requests/s', RATE);
    add(`two hundred people at ${RATE}/s, p50`, full.p50, 'ms', floorMs);
    add(`two hundred people at ${RATE}/s, p95`, full.p95, 'ms', P95_THERE);
    add(`two hundred people at ${RATE}/s, errors`, full.errors, `of ${full.requests}`, 1);

    // A machine of another speed: as much of its own bare route as 300 is of 1,800, and the aim as much later.
    const here = bareRead.perSecond / BARE_THERE;
    const rate = Math.round(RATE * here);
    const before = memoryOf(ledger.pid);
    const samples: number[] = [];
    const timer = setInterval(() => samples.push(memoryOf(ledger.pid)), 5_000);
    const paced = await work(rate, MINUTES * 60);
    clearInterval(timer);
    const share = `two hundred people at a sixth of the bare route (${rate}/s)`;
    add(`${share}, p50`, paced.p50, 'ms', floorMs);
    add(`${share}, p95 (floor: the aim at this machine's speed)`, paced.p95, 'ms', P95_THERE / here);
    add(`${share}, p99`, paced.p99, 'ms', floorMs);
    add(`${share}, errors`, paced.errors, `of ${paced.requests}`, 1);
    add(`memory of the server after ${MINUTES} min`, samples.at(-1) ?? before, 'MB', before);
    add('memory at its highest', Math.max(before, ...samples), 'MB', before);
    return figures;
  } finally {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}
