import pg from 'pg';

/** The oldest PostgreSQL whose SQL we keep to. */
export const OLDEST_POSTGRESQL = 15;

/** Its version as people say it, whether it is new enough, and how far its clock is ahead of ours. */
export type ServerFacts = { version: string; isTooOld: boolean; clockAheadMs: number };

export async function checkServer(url: string): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const asked = Date.now();
    const { rows } = await client.query<{ version: string; number: string; now: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number,
         extract(epoch from clock_timestamp())::text as now`,
    );
    const { version, number, now } = rows[0]!;
    return {
      version: version.split(' ')[0]!,
      isTooOld: Number(number) < OLDEST_POSTGRESQL * 10_000,
      clockAheadMs: Number(now) * 1000 - (asked + Date.now()) / 2,
    };
  } finally {
    await client.end();
  }
}
