import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runKills } from './kills/run-kills';

// The short form of `npm run faults -- --kills 200`: the same load, the same look at everything afterwards.
it('keeps every acknowledged write, whole and once, through kills of Node, of PostgreSQL and of both', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
  try {
    const report = await runKills({
      kills: 4,
      seed: 20261130,
      desks: 3,
      dataDir,
      calm: 600,
      tell: () => {},
    });
    expect(report.complaints, `seed ${report.seed}`).toEqual([]);
    expect(report.torn).toBe(0);
    expect(report.kills).toBe(4);
    expect(report.acknowledged).toBeGreaterThan(20);
    expect(report.found).toBe(report.acknowledged);
    expect(report.auditEntries).toBeGreaterThan(20);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
