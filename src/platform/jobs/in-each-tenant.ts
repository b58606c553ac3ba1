import { clockAt } from '../../kernel/today';
import { recordChanges } from '../audit/record';
import type { Id } from '../database/tables';
import { inTenant } from '../database/tenant';
import type { Change } from '../operation';
import type { House } from '../run-operation';
import type { JobInTenant } from './job';

type Tenant = { tenantId: Id; demoToday: string | null };

/**
 * The job's own hand: in each body one transaction, and with it the audit rows of what people will see changed, in nobody's
 * name (`user_id` null) but the job's (`operation`, `via`). After the commit the news is told like that of any other write.
 */
export async function inEachTenant(
  house: House,
  name: string,
  signal: AbortSignal,
  work: (tenant: JobInTenant) => Promise<void>,
): Promise<void> {
  const tenants = await house.db.selectFrom('tenants').select(['tenantId', 'demoToday']).orderBy('tenantId').execute();
  const failures: unknown[] = [];
  for (const tenant of tenants) {
    signal.throwIfAborted();
    await inOne(house, name, tenant, work).catch(error => failures.push(error));
  }
  if (failures.length > 0)
    throw new Error(`${name}: ${failures.length} of ${tenants.length} bodies failed`, { cause: failures[0] });
}

async function inOne(
  house: House,
  name: string,
  { tenantId, demoToday }: Tenant,
  work: (tenant: JobInTenant) => Promise<void>,
) {
  const clock = clockAt(new Date().toISOString(), demoToday);
  const changes: Change[] = [];
  await inTenant(house.db, tenantId, async db => {
    await work({ db, tenantId, ...clock, audit: change => void changes.push(change) });
    const deed = { tenantId, userId: null, operation: name, at: clock.now, via: 'job', requestId: null, address: null };
    await recordChanges(db, deed, changes);
  });
  if (changes.length > 0) house.told?.({ tenantId, changes });
}
