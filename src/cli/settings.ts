import { resolve } from 'node:path';
import { say } from '../locales/say';

/** Settings of a server, from the environment. */
export type Settings = {
  /** Address to listen on; loopback unless told otherwise. */
  host: string;
  port: number;
  /** Folder of everything that must be kept: database and files. */
  dataDir: string;
  /** Another PostgreSQL instead of the embedded one. */
  databaseUrl: string | null;
};

/** Reads HOST, PORT, LUOSHI_DATA and DATABASE_URL. Throws a sentence that names the wrong one. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const port = Number(environment.PORT ?? 8620);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(say('zh-CN', 'cli:wrong-port', { value: environment.PORT }));
  const databaseUrl = environment.DATABASE_URL || null;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error(say('zh-CN', 'cli:wrong-database-url'));
  return {
    host: environment.HOST ?? '127.0.0.1',
    port,
    dataDir: resolve(environment.LUOSHI_DATA ?? 'data'),
    databaseUrl,
  };
}
