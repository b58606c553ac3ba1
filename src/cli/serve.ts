import { existsSync } from 'node:fs';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';
import { programFolder } from '../platform/files/program-folder';
import { buildApp } from '../platform/http/app';
import { sessionActor } from '../subjects/identity/sessions';
import { fileHolders, operations, routes } from '../subjects/registry';
import { keepLightsOfTheDay } from '../subjects/tasks/jobs';
import { importAtStart } from './import-at-start';
import { openHouse } from './open-house';
import { readSettings } from './settings';

const print = (line: string) => process.stdout.write(`${line}\n`);

/** `serve [FILE]`: database, migrations, web app; then prints the address. Ends in order on SIGINT and SIGTERM. */
export async function runServe(args: string[]): Promise<number> {
  let ended: (code: number) => void = () => undefined;
  const end = new Promise<number>(resolve => {
    ended = resolve;
  });
  // Asked to stop while still starting: the start is finished first, then everything is closed.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended(0));

  try {
    const settings = readSettings(process.env);
    const { house, close } = await openHouse(
      settings,
      line => process.stderr.write(`${line}\n`),
      () => ended(1),
    );
    try {
      const webFolder = programFolder('dist', 'web');
      const app = await buildApp({
        house,
        operations,
        routes,
        fileHolders,
        authenticate: token => sessionActor(house.db, token, new Date().toISOString()),
        webFolder: existsSync(webFolder) ? webFolder : null,
        logger: true,
      });
      try {
        const file = args[0];
        const path = file ? await importAtStart(house, file) : '/';
        const address = await app.listen({ host: settings.host, port: settings.port });
        print(say('zh-CN', 'cli:ready', { address: `${address}${path === '/' ? '' : path}` }));
        const lights = keepLightsOfTheDay(house, error => app.log.error(error));
        const code = await end;
        await lights.stop();
        return code;
      } finally {
        await app.close();
      }
    } finally {
      await close();
    }
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, args[0])}\n`);
    return error instanceof Refusal ? 2 : 1;
  }
}

/** Why the server did not start, for whoever started it. */
const sentenceOf = (error: unknown, file: string | undefined): string => {
  if (error instanceof Refusal) return say('zh-CN', `refusal:${error.code}`, { name: file, ...error.detail });
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return say('zh-CN', 'cli:port-taken', { port: process.env.PORT ?? 8620 });
  if (code && path !== undefined && path === file) return say('zh-CN', 'cli:unreadable-file', { file, code });
  return message;
};
