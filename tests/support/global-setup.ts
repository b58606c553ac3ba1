import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';
import { migrate } from '../../src/platform/database/migrate';
import { urlOfDatabase } from './database-url';
import { demonstrationOf } from './demonstration-of';
import { moveIntoMemory } from './temporary-folder';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and its database that holds the schema and no rows; copied for each test file. */
    testServer: { url: string; template: string };
  }
}

/** One PostgreSQL for the whole run: the one of DATABASE_URL, else our own in a temporary folder. */
export default async function setUp(project: TestProject) {
  const removeFolder = moveIntoMemory();
  const server = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL, stop: async () => {} } : await startOwn();
  const template = `luoshi_template_${process.pid}_${Date.now().toString(36)}`;
  const command = async (sql: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  try {
    await command(`create database ${template}`);
    await migrate(urlOfDatabase(server.url, template), join(import.meta.dirname, '../../migrations'));
  } catch (error) {
    await server.stop();
    removeFolder();
    throw error;
  }
  project.provide('testServer', { url: server.url, template });
  return async () => {
    const { database, folder } = demonstrationOf(template);
    for (const name of [database, `${database}_raising`, template])
      await command(`drop database if exists ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
    removeFolder();
  };
}

async function startOwn() {
  const dataDir = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
  const server = await startEmbedded({ dataDir, log: () => {}, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
