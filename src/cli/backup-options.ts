import { join } from 'node:path';
import { say } from '../locales/say';
import { type BackupKey, readKeyFile } from '../platform/backup/key-file';
import { readSettings, type Settings } from './settings';

/** What `backup`, `restore` and `verify` are given: `FILE [--key KEYFILE]`. Null where the file is missing. */
export type BackupArguments = {
  file: string;
  key: BackupKey | null;
  settings: Settings;
  filesFolder: string;
  secretFile: string;
};

export const language = 'zh-CN';
export const tell = (key: string, values: Record<string, unknown> = {}): void => {
  process.stdout.write(`${say(language, `backup:${key}`, values)}\n`);
};
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Reads the arguments and runs; bad news becomes a sentence and 1, wrong use the usage and 2. */
export async function withArguments(args: string[], run: (given: BackupArguments) => Promise<number>): Promise<number> {
  const at = args.indexOf('--key');
  const keyFile = at >= 0 ? args[at + 1] : undefined;
  const [file, ...others] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (!file || file.startsWith('--') || others.length > 0 || (at >= 0 && !keyFile)) {
    complain(say(language, 'backup:usage'));
    return 2;
  }
  return reporting(async () => {
    const settings = readSettings(process.env);
    const key = keyFile ? await readKeyFile(keyFile) : null;
    return run({ file, key, settings, ...placesIn(settings) });
  });
}

/** Where an installation keeps what is not in its database. */
export const placesIn = ({ dataDir }: Pick<Settings, 'dataDir'>) => ({
  filesFolder: join(dataDir, 'files'),
  secretFile: join(dataDir, 'secret.key'),
});

export async function reporting(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    complain((error as Error).message);
    return 1;
  }
}

export const secondsSince = (start: number): string => ((performance.now() - start) / 1000).toFixed(1);

/** 1.4 MB; 320 kB. */
export const sizeText = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(2)} GB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${Math.ceil(bytes / 1e3)} kB`;
