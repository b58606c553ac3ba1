import type { StatementListener } from '../../src/platform/database/statement-watch';

// Every table but the catalogue of bodies, which is shared; `for update of`, `do update set` and `is distinct from` name none.
const TABLES =
  /\b(?<!distinct\s)(?:from|join|into|update)\s+"?(?!tenants\b|of\b|set\b|jsonb_|json_|unnest|generate_series|lateral\b|pg_)([a-z_]+)"?(?!\s*\()/g;
// Names that a statement gives to its own parts.
const OWN_NAMES = /(?:\bwith\s+|,\s*)"?([a-z_]+)"?\s+as\s+(?:materialized\s+)?\(/g;

/** Gathers the statements of a test's server, to hold them to a rule at the end. */
export const gatherStatements = (): { onStatement: StatementListener; withoutTenant: () => string[] } => {
  const texts = new Set<string>();
  return {
    onStatement: ({ text, failed }) => {
      if (!failed) texts.add(text);
    },
    withoutTenant: () => [...texts].filter(namesTooFew),
  };
};

/**
 * Row-level security keeps bodies apart but does not route: in a distributed database a statement that does not name the tenant
 * for each of its tables is sent to every server, or refused. Counted, not parsed: one mention for each table at least.
 */
export const namesTooFew = (text: string): boolean => {
  const sql = text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/'(?:[^']|'')*'/g, "''");
  const own = new Set([...sql.matchAll(OWN_NAMES)].map(match => match[1]));
  const tables = [...sql.matchAll(TABLES)].filter(match => !own.has(match[1]));
  const mentions = sql.match(/tenant_id/g)?.length ?? 0;
  return mentions < tables.length;
};
