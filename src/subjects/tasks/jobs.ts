import { dateInChina } from '../../kernel/today';
import { inTenant } from '../../platform/database/tenant';
import type { House } from '../../platform/run-operation';
import { refreshAllLights } from './store/lights';

const EVERY_MS = 10 * 60_000;

/**
 * Lights turn by the calendar as well as by deeds: each body's are judged again once a day, and at the start of the server.
 * Judging twice changes nothing, so that several servers may do it.
 */
export function keepLightsOfTheDay(house: House, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  const judgedOn = new Map<string, string>();
  const turn = async () => {
    const tenants = await house.db.selectFrom('tenants').select(['tenantId', 'demoToday']).execute();
    for (const { tenantId, demoToday } of tenants) {
      const today = demoToday ?? dateInChina(new Date().toISOString());
      if (judgedOn.get(tenantId) === today) continue;
      await inTenant(house.db, tenantId, db => refreshAllLights(db, tenantId, today));
      judgedOn.set(tenantId, today);
    }
  };
  let running = turn().catch(onError);
  const timer = setInterval(() => {
    running = running.then(turn).catch(onError);
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
