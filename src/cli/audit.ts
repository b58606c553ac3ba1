import { say } from '../locales/say';
import { type AuditReport, verifyAudit } from '../platform/audit/verify';
import { connect } from '../platform/database/connect';
import { inTenant } from '../platform/database/tenant';
import { tenantsOf } from '../subjects/org/reads';
import { reachDatabase } from './reach-database';
import { readSettings } from './settings';

const text = (key: string, values: Record<string, unknown> = {}) => say('zh-CN', `audit:${key}`, values);
const print = (line: string) => process.stdout.write(`${line}\n`);

type Head = { position: string; hash: string };

/** `1024:3f9a…`; null where it is not of this form. */
const headOf = (noted: string): Head | null => {
  const [, position, hash] = /^(\d{1,18}):([0-9a-f]{64})$/i.exec(noted) ?? [];
  return position && hash ? { position, hash: hash.toLowerCase() } : null;
};

/**
 * `audit verify [--tenant CODE] [--head POSITION:HASH] [--json]`: follows the chain of each body from its beginning, whether
 * the server runs or not. 0: all is as it was sealed; 1: something was changed, removed or inserted, each named; 2: wrongly
 * asked. A noted head is one body's: with several bodies it needs `--tenant`.
 */
export async function runAudit([verb, ...args]: string[]): Promise<number> {
  const option = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const noted = option('--head');
  const head = noted === undefined ? undefined : headOf(noted);
  if (verb !== 'verify' || head === null) {
    process.stderr.write(`${text(head === null ? 'proof.malformed' : 'cli.usage')}\n`);
    return 2;
  }
  const reached = await reachDatabase(readSettings(process.env), line => process.stderr.write(`${line}\n`));
  const { db, close } = connect(reached.ownerUrl, 1, null);
  try {
    const code = option('--tenant');
    const all = await tenantsOf(db);
    const tenants = code === undefined ? all : all.filter(tenant => tenant.code === code);
    if (tenants.length === 0 && code !== undefined) {
      process.stderr.write(`${text('cli.noTenant', { code, known: all.map(tenant => tenant.code).join(' ') })}\n`);
      return 2;
    }
    if (head && tenants.length > 1) {
      process.stderr.write(`${text('cli.whichTenant', { known: all.map(tenant => tenant.code).join(' ') })}\n`);
      return 2;
    }
    let faults = 0;
    for (const { tenantId, code, name } of tenants) {
      const report = await inTenant(db, tenantId, inside => verifyAudit(inside, tenantId, head), { readOnly: true });
      faults += report.faults.length;
      if (args.includes('--json')) print(JSON.stringify({ tenant: code, ...report }));
      else tellReport(`${code} ${name}`, report);
    }
    return faults > 0 ? 1 : 0;
  } finally {
    await close();
    await reached.close();
  }
}

const tellReport = (body: string, { entries, sealed, waiting, head, faults }: AuditReport): void => {
  print(text('cli.body', { body, entries, sealed, waiting }));
  for (const { code, position, entryId, operation, at } of faults)
    print(
      `  ${text(`fault.${code}`, { position: position ?? '—', entry: entryId ?? '—', operation: operation ?? '—' })} ${at ?? ''}`,
    );
  print(faults.length === 0 ? text('cli.good') : text('proof.bad', { count: faults.length }));
  if (head) print(text('cli.head', head));
};
