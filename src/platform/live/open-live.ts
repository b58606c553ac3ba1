import pg from 'pg';
import { SERVER_ROLE } from '../database/server-role';
import type { Id } from '../database/tables';
import type { Change } from '../operation';
import { type LiveNews, packNews, unpackNews } from './news';

const CHANNEL = 'luoshi_live';
/** By which the database knows a server that runs. */
export const LIVE_NAME = 'luoshi live';
// Many writes of a moment become one message.
const GATHER_MS = 100;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
// A line that broke without a word is noticed by asking now and then.
const KNOCK_MS = 30_000;

/** `missed`: the line was down, and whatever it was may have happened meanwhile. */
export type LiveEvent = LiveNews | 'missed';

export type Live = {
  /** Something was committed here. Cheap; told to all servers within a moment. */
  told: (news: { tenantId: Id; changes: readonly Change[] }) => void;
  /** Hears of what was committed on any server, this one too. Returns how to stop hearing. */
  subscribe: (listener: (event: LiveEvent) => void) => () => void;
  stop: () => Promise<void>;
};

/**
 * The line between the servers of one database: LISTEN and NOTIFY on one connection of its own, outside of all writers'
 * transactions, where NOTIFY would make commits wait for each other. `url` must lead to the database itself: a pooler that
 * gives each transaction another connection does not pass notifications on. Begins in the background, comes back by itself;
 * while it is down, news waits here. `topicsOf` says what may be told of a change.
 */
export function openLive(
  url: string,
  topicsOf: (change: Change) => readonly string[],
  onTrouble: (error: unknown) => void,
): Live {
  const listeners = new Set<(event: LiveEvent) => void>();
  let gathered = new Map<Id, Set<string>>();
  let line: pg.Client | null = null;
  let stopped = false;
  let wait = FIRST_WAIT_MS;
  let gathering: NodeJS.Timeout | null = null;
  let returning: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();

  const tell = (event: LiveEvent) => {
    for (const listener of listeners) listener(event);
  };

  const open = async (): Promise<void> => {
    returning = null;
    const client = new pg.Client({
      connectionString: url,
      options: `-c role=${SERVER_ROLE}`,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      keepAlive: true,
      application_name: LIVE_NAME,
    });
    client.on('error', error => lose(client, error));
    client.on('end', () => lose(client, new Error('the line between the servers broke')));
    client.on('notification', ({ payload }) => unpackNews(payload ?? '').forEach(tell));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      onTrouble(error);
      return comeBack();
    }
    if (stopped) return void client.end().catch(() => undefined);
    line = client;
    wait = FIRST_WAIT_MS;
    // At the start as well: a page may have come before the line stood.
    tell('missed');
    void send();
  };

  const lose = (client: pg.Client, error: unknown) => {
    if (line !== client) return;
    line = null;
    void client.end().catch(() => undefined);
    if (stopped) return;
    onTrouble(error);
    comeBack();
  };

  const comeBack = () => {
    if (stopped || returning) return;
    returning = setTimeout(() => void open(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };

  const send = (): Promise<void> => {
    sending = sending.then(async () => {
      const client = line;
      if (!client || gathered.size === 0) return;
      const batch = gathered;
      gathered = new Map();
      try {
        for (const message of packNews(batch)) await client.query('select pg_notify($1, $2)', [CHANNEL, message]);
      } catch (error) {
        // Said again when the line stands again; heard twice, it does no harm.
        for (const [tenantId, topics] of batch) gather(tenantId, topics);
        lose(client, error);
      }
    });
    return sending;
  };

  const gather = (tenantId: Id, topics: Iterable<string>) => {
    const known = gathered.get(tenantId) ?? new Set();
    for (const topic of topics) known.add(topic);
    if (known.size > 0) gathered.set(tenantId, known);
  };

  const knocking = setInterval(() => {
    const client = line;
    if (client) client.query('select 1').catch(error => lose(client, error));
  }, KNOCK_MS);
  knocking.unref();
  const opening: Promise<void> = open();

  return {
    told: ({ tenantId, changes }) => {
      gather(tenantId, changes.flatMap(topicsOf));
      if (gathered.size === 0) return;
      gathering ??= setTimeout(() => {
        gathering = null;
        void send();
      }, GATHER_MS);
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(knocking);
      if (gathering) clearTimeout(gathering);
      await opening;
      await send();
      stopped = true;
      if (returning) clearTimeout(returning);
      await line?.end().catch(() => undefined);
      line = null;
    },
  };
}
