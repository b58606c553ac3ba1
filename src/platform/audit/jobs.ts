import { type Job, job } from '../jobs/job';
import { sealEveryone } from './seal';

/** What a server wrote down and could not seal before it died, and whose body nobody has written in since. */
export const sealLeftovers: Job = job({
  name: 'audit.sealLeftovers',
  summary: '每小时封存遗留的审计记录',
  schedule: { everySeconds: 3600 },
  run: async ({ house }) => {
    await sealEveryone(house.db);
  },
});
