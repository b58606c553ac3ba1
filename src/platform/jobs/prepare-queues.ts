import pg from 'pg';
import PgBoss from 'pg-boss';
import { SERVER_ROLE } from '../database/server-role';
import type { Job } from './job';

// One number for «somebody is preparing the queues»: pg-boss itself stumbles where two servers begin together.
const QUEUES_LOCK = 731_003;

/**
 * Makes pg-boss's schema, or brings it to this version's, and a queue for each job: all that needs the owner of the database
 * (`ownerUrl`). The server's role gets no more than to move jobs through queues that exist. Doing it again changes nothing.
 */
export async function prepareQueues(ownerUrl: string, jobs: readonly Job[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [QUEUES_LOCK]);
    const boss = new PgBoss({
      db: { executeSql: (text, values) => owner.query(text, values) },
      supervise: false,
      schedule: false,
    });
    // A failure is thrown as well.
    boss.on('error', () => undefined);
    await boss.start();
    const known = new Map((await boss.getQueues()).map(queue => [queue.name, queue]));
    for (const { name, minutes, retrySeconds } of jobs) {
      const times = { expireInSeconds: minutes * 60, retryDelay: retrySeconds };
      const options = { name, ...times, retryLimit: 5, retryBackoff: true };
      const queue = known.get(name);
      if (!queue) await boss.createQueue(name, options);
      else if (queue.expireInSeconds !== times.expireInSeconds || queue.retryDelay !== times.retryDelay)
        await boss.updateQueue(name, options);
    }
    await boss.stop({ graceful: false, close: false });
    await owner.query(
      `grant usage on schema pgboss to ${SERVER_ROLE};
       grant select, insert, update, delete on pgboss.job to ${SERVER_ROLE};
       grant select, insert, delete on pgboss.archive to ${SERVER_ROLE};
       grant select, update on pgboss.version to ${SERVER_ROLE};
       grant select on pgboss.queue to ${SERVER_ROLE}`,
    );
  } finally {
    await owner.end();
  }
}
