import { join } from 'node:path';
import { say } from '../locales/say';
import { verifyBackup } from '../platform/backup/open-backup';
import { verifyData } from '../platform/backup/verify-data';
import { connect } from '../platform/database/connect';
import { complain, language, reporting, sizeText, tell, withArguments } from './backup-options';
import { reachDatabase } from './reach-database';
import { readSettings } from './settings';

/** `verify FILE [--key KEYFILE]`: is this backup whole; `verify --data`: are the files of this installation. */
export const runVerify = (args: string[]): Promise<number> =>
  args[0] === '--data' && args.length === 1 ? reporting(verifyOwnData) : withArguments(args, verifyFile);

const verifyFile: Parameters<typeof withArguments>[1] = async ({ file, key }) => {
  const { begin, end, rows, faults } = await verifyBackup(file, key);
  for (const sha256 of [...end.files.lost, ...end.files.damaged]) tell('was-lost', { sha256 });
  for (const { code, name } of faults) complain(say(language, `backup:fault.${code}`, { name }));
  if (faults.length > 0) {
    complain(say(language, 'backup:faults', { file, count: faults.length }));
    return 1;
  }
  const level = begin.migrations.at(-1);
  tell('sound', { file, at: begin.madeAt, level, rows, files: end.files.count, tenants: end.audit.length });
  return 0;
};

async function verifyOwnData(): Promise<number> {
  const settings = readSettings(process.env);
  const database = await reachDatabase(settings, complain);
  const { db, close } = connect(database.ownerUrl, 1, null);
  try {
    const { faults, orphans, rows, files, bytes } = await verifyData(db, join(settings.dataDir, 'files'));
    for (const { sha256, size } of orphans) tell('data.orphan', { sha256, size: sizeText(size) });
    for (const { code, sha256, ...row } of faults)
      complain(say(language, `backup:data.${code}`, { sha256, where: say(language, 'backup:data.where', row) }));
    if (faults.length > 0) complain(say(language, 'backup:data.faults', { count: faults.length }));
    else tell('data.sound', { rows, files, size: sizeText(bytes) });
    return faults.length > 0 ? 1 : 0;
  } finally {
    await close();
    await database.close();
  }
}
