import type pg from 'pg';

/**
 * The role of the running server. It owns no table and cannot bypass row-level security; what it may do with each table stands
 * in the migration that makes the table. The owner's role is for migrations, backup and restore alone.
 */
export const SERVER_ROLE = 'luoshi_server';

/**
 * Makes the role where it is missing. With a password it can log in (the embedded server); without one, connections of the
 * owner's login take it on at their start, which needs the membership granted here.
 */
export async function ensureServerRole(owner: pg.Client, password: string | null): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [SERVER_ROLE]);
  if (!rowCount)
    await owner.query(`create role ${SERVER_ROLE} nologin noinherit`).catch((error: { code?: string }) => {
      // Roles belong to the whole cluster: another database's migration may have made it this moment.
      if (error.code !== '42710' && error.code !== '23505') throw error;
    });
  if (password !== null) await owner.query(`alter role ${SERVER_ROLE} login password ${quoted(password)}`);
  const { rows } = await owner.query(
    `select rolsuper or pg_has_role(current_user, $1, 'member') as member from pg_roles where rolname = current_user`,
    [SERVER_ROLE],
  );
  // From version 16 on, whoever makes a role administers it without being a member.
  if (!rows[0]?.member) await owner.query(`grant ${SERVER_ROLE} to current_user`);
  await owner.query(`grant usage on schema public to ${SERVER_ROLE}`);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
