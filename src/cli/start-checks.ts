import { accessSync, constants, statSync } from 'node:fs';
import { say } from '../locales/say';
import { checkServer, OLDEST_POSTGRESQL } from '../platform/database/check-server';
import { makeFolder } from '../platform/files/write-whole';
import { freeMb } from '../platform/observing/checks';
import type { Settings } from './settings';

const sentence = (key: string, values: Record<string, unknown> = {}) => say('zh-CN', `cli:checks.${key}`, values);

// This program did not exist before: an earlier clock is a wrong one.
const FIRST_DAY = Date.parse('2026-11-01');
const CLOCKS_APART_MS = 5_000;
const LOOPBACK = /^(127\.|::1$|localhost$)/;

/**
 * Before anything is opened: the data folder can be written. Throws the sentence where it cannot. Answers with what the
 * administrator should know though the server starts.
 */
export async function checkPlace(settings: Settings, now = Date.now()): Promise<string[]> {
  const { dataDir: folder } = settings;
  const warnings: string[] = [];
  try {
    await makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(sentence('folder-not-writable', { folder, code: (error as NodeJS.ErrnoException).code }));
  }
  // What others may not enter, they cannot read, whatever lies in it.
  if (process.platform !== 'win32' && (statSync(folder).mode & 0o007) !== 0)
    warnings.push(sentence('folder-open-to-all', { folder }));
  const free = await freeMb(folder);
  if (free < settings.minFreeMb)
    warnings.push(sentence('disk-nearly-full', { folder, free, least: settings.minFreeMb }));
  if (now < FIRST_DAY) warnings.push(sentence('clock-wrong', { now: new Date(now).toISOString() }));
  const isOpen = !LOOPBACK.test(settings.host);
  if (isOpen && settings.trustProxy.length === 0)
    warnings.push(sentence('open-without-https', { host: settings.host }));
  if (settings.publicUrl?.startsWith('https://') && settings.trustProxy.length === 0)
    warnings.push(sentence('https-without-proxy'));
  return warnings;
}

/** Before the first migration: a PostgreSQL that is new enough. Throws where it is not; answers with what should be known. */
export async function checkDatabase(ownerUrl: string): Promise<string[]> {
  const { version, isTooOld, clockAheadMs } = await checkServer(ownerUrl);
  if (isTooOld) throw new Error(sentence('database-too-old', { version, least: OLDEST_POSTGRESQL }));
  const seconds = Math.round(clockAheadMs / 1000);
  return Math.abs(clockAheadMs) > CLOCKS_APART_MS ? [sentence('clocks-apart', { seconds })] : [];
}
