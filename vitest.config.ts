import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    // More than the two cores of a small machine: much of the time a test waits for a browser, a server or the disk.
    maxWorkers: 4,
    // The program is loaded once in each of the processes, not once for each file. So a test that changes what all modules
    // share (process.env, globals) puts it back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/fixed-seed.ts'],
    // Limits for what hangs, not measures: a machine may be busy with other things.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
