import { existsSync } from 'node:fs';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';
import { troubleOf } from '../platform/database/trouble';
import { programFolder } from '../platform/files/program-folder';
import { buildApp } from '../platform/http/app';
import { stopServing } from '../platform/http/stop-serving';
import { liveRoute } from '../platform/live/live-route';
import type { Log } from '../platform/observing/log';
import { readSignOn } from '../subjects/identity/federation/settings';
import { sessionActor } from '../subjects/identity/sessions';
import { apiTokenActor } from '../subjects/identity/tokens/token-actor';
import { touchesRights } from '../subjects/live-topics';
import { fileHolders, operations, routesWith } from '../subjects/registry';
import { beginJobs } from './begin-jobs';
import { importAtStart } from './import-at-start';
import { intakeOf } from './intake';
import { openHouse } from './open-house';
import { openObserving, proxiesOf, watchHouse } from './open-observing';
import { readSettings } from './settings';
import { checkPlace } from './start-checks';
import { listenForStop } from './stop-signals';

const print = (line: string) => process.stdout.write(`${line}\n`);
const tellOnError = (line: string) => void process.stderr.write(`${line}\n`);

/** `serve [FILE]`: database, migrations, web app; then prints the address. Ends in order on SIGINT and SIGTERM. */
export async function runServe(args: string[]): Promise<number> {
  // Asked to stop while still starting: the start is finished first, then everything is closed.
  const { stopped, stop } = listenForStop(() => tellOnError(say('zh-CN', 'cli:forced')));
  try {
    const settings = readSettings(process.env);
    const signOn = readSignOn(settings.signOn);
    const { observing, onStatement, close: closeObserving } = await openObserving(settings);
    const { log, readiness } = observing;
    endOnBugs(log);
    // For whoever started it: a sentence at a terminal, a line of the log elsewhere.
    const tell = process.stderr.isTTY ? tellOnError : (line: string) => log.warn(line);
    try {
      for (const warning of await checkPlace(settings)) tell(warning);
      const { house, live, ownerUrl, pool, close } = await openHouse(settings, tell, () => stop(1), { onStatement });
      try {
        watchHouse(observing, settings, house, pool);
        const webFolder = programFolder('dist', 'web');
        const app = await buildApp({
          house,
          operations,
          routes: [...routesWith(signOn, settings.publicUrl), liveRoute(live)],
          fileHolders,
          touchesRights,
          intake: intakeOf(settings),
          authenticate: (token, quiet) => sessionActor(house.db, token, new Date().toISOString(), { quiet }),
          authenticateApiToken: token => apiTokenActor(house.db, token, new Date().toISOString()),
          proxy: signOn.proxy,
          webFolder: existsSync(webFolder) ? webFolder : null,
          observing,
          trustsProxy: proxiesOf(settings),
        });
        try {
          const file = args[0];
          const path = file ? await importAtStart(house, file) : '/';
          const address = await app.listen({ host: settings.host, port: settings.port });
          print(say('zh-CN', 'cli:ready', { address: `${address}${path === '/' ? '' : path}` }));
          const running = beginJobs(settings, { house, ownerUrl, pool }, observing);
          const code = await stopped;
          readiness.stop();
          log.info('stopping');
          const [cut] = await Promise.all([stopServing(app, settings.stopSeconds), running.stop(settings.stopSeconds)]);
          if (cut > 0) log.warn({ cut }, 'connections cut off');
          return code;
        } finally {
          await app.close();
        }
      } finally {
        await close();
        log.info('stopped');
      }
    } finally {
      await closeObserving();
    }
  } catch (error) {
    tellOnError(sentenceOf(error, args[0]));
    return error instanceof Refusal ? 2 : 1;
  }
}

/** A bug that nothing catches ends the process, as it should; what is said about it is cleaned like everything else. */
const endOnBugs = (log: Log): void => {
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'crash');
    process.exit(1);
  });
};

/** Why the server did not start, for whoever started it. */
const sentenceOf = (error: unknown, file: string | undefined): string => {
  if (error instanceof Refusal) return say('zh-CN', `refusal:${error.code}`, { name: file, ...error.detail });
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return say('zh-CN', 'cli:port-taken', { port: process.env.PORT ?? 8620 });
  if (code && path !== undefined && path === file) return say('zh-CN', 'cli:unreadable-file', { file, code });
  // Only the address of the database is asked before anything else of its kind.
  if (troubleOf(error)?.code === 'unavailable')
    return say('zh-CN', 'cli:database-unreachable', { reason: message || code });
  return message;
};
