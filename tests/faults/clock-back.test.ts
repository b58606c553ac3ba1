import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { checkChain } from './kills/chain';
import type { ServerUnderFire } from './kills/server-under-fire';
import { type Office, openOffice } from './support/office';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
let office: Office | undefined;
afterAll(async () => {
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = { at: string; body: string };

/** Steps the server's clock, and waits until it has noticed. */
async function stepClock(server: ServerUnderFire, to: number): Promise<void> {
  process.kill(server.pid(), 'SIGUSR2');
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (server.words().includes(`clock shifted by ${to} ms`)) return;
    await sleep(20);
  }
  throw new Error('the clock was not stepped');
}

it('goes on when the clock is stepped back an hour, and when it is put right: sessions, order and chain', async () => {
  const clock = join(import.meta.dirname, 'support/clock-to-shift.mjs');
  office = await openOffice(join(folder, 'data'), { NODE_OPTIONS: `--import=${clock}` });
  const { server } = office;
  const before = await office.lights();
  expect((await office.comment('之前')).status).toBe(200);
  const { head } = await checkChain(server.ownerUrl(), null, false);

  await stepClock(server, -3_600_000);
  expect((await office.comment('倒退一小时')).status).toBe(200);
  expect((await office.look()).status).toBe(200);
  // Somebody who signs in now is signed in now, and after the clock is right again.
  const colleague = await office.signInAnew();
  expect((await colleague('org.units')).status).toBe(200);
  expect(await office.lights()).toEqual(before);

  await stepClock(server, 0);
  expect((await office.comment('恢复之后')).status).toBe(200);
  expect((await colleague('org.units')).status).toBe(200);
  expect(await office.comments()).toEqual(['之前', '倒退一小时', '恢复之后']);

  // The order of what was done is that of the doing, whatever the clock said; the chain holds from end to end.
  const owner = await server.lookInside();
  const { rows } = await owner.query<Row>(
    `select at::text, after->>'body' as body from audit_entries where operation = 'tasks.comment' order by id`,
  );
  await owner.end();
  expect(rows.map(({ body }) => body)).toEqual(['之前', '倒退一小时', '恢复之后']);
  expect(Date.parse(rows[1]!.at)).toBeLessThan(Date.parse(rows[0]!.at));
  // Sealed within a second or so; the whole test may wait longer.
  let seen = await checkChain(server.ownerUrl(), head, true);
  for (let waited = 0; waited < 60_000 && seen.complaints.length > 0; waited += 500) {
    await sleep(500);
    seen = await checkChain(server.ownerUrl(), head, true);
  }
  expect(seen.complaints).toEqual([]);
});
