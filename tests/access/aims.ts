import { analysisAims } from './aims/analysis';
import { auditAims } from './aims/audit';
import { exchangeAims } from './aims/exchange';
import { filesAims } from './aims/files';
import { identityAims } from './aims/identity';
import { indicatorsAims } from './aims/indicators';
import { orgAims } from './aims/org';
import { overviewAims } from './aims/overview';
import { plansAims } from './aims/plans';
import { reportingAims } from './aims/reporting';
import { reviewAims } from './aims/review';
import { targetsAims } from './aims/targets';
import { tasksAims } from './aims/tasks';
import type { Aims } from './support/aim';

/** Every operation, aimed at a thing. A new operation gets its line in the file of its subject, and in `expected/`. */
export const aims: Aims = {
  ...orgAims,
  ...identityAims,
  ...auditAims,
  ...plansAims,
  ...tasksAims,
  ...indicatorsAims,
  ...targetsAims,
  ...reportingAims,
  ...reviewAims,
  ...analysisAims,
  ...exchangeAims,
  ...overviewAims,
  ...filesAims,
};
