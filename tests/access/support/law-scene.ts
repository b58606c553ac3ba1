import { afterAll, beforeAll } from 'vitest';
import type { Id } from '../../../src/platform/database/tables';
import { startTestApp, type TestApp } from '../../support/app';

/** `stored` is a file whose bytes are there: bodies by chance hold it. */
export type LawScene = { test: TestApp; stored: Id };

/** What a law is tried on, from the first to the last test of the block that asks for it. */
export function lawScene(): LawScene {
  const scene = {} as LawScene;
  beforeAll(async () => {
    scene.test = await startTestApp();
    const office = await scene.test.visit('office', 'supervisor', 'root');
    scene.stored = (await office.upload('a.txt', Buffer.from('a'))).body.id;
  });
  afterAll(() => scene.test?.close());
  return scene;
}
