import { sealLeftovers } from '../platform/audit/jobs';
import { discardUploads } from '../platform/files/jobs';
import type { FileHolder } from '../platform/files/readable-file';
import type { Route } from '../platform/http/route';
import type { Job } from '../platform/jobs/job';
import type { Operation } from '../platform/operation';
import { analysisOperations } from './analysis/operations';
import { partMeasured } from './analysis/reads/part-measured';
import { auditOperations } from './audit/operations';
import { demonstrationOperations } from './demonstration/operations';
import { exchangeOperations } from './exchange/operations';
import { signOnOperations } from './identity/federation/link-operations';
import { signOnRoute } from './identity/federation/route';
import type { SignOn } from './identity/federation/settings';
import { identityJobs } from './identity/jobs';
import { identityOperations } from './identity/operations';
import { addBureau } from './identity/operations/add-bureau';
import { makeEntryLink } from './identity/operations/entry-link';
import { tokenOperations } from './identity/tokens/operations';
import { indicatorJobs } from './indicators/jobs';
import { indicatorOperations } from './indicators/operations';
import { orgOperations } from './org/operations';
import { overviewOperations } from './overview/operations';
import { compileRoute } from './plans/compiling/compile-route';
import { planOperations } from './plans/operations';
import { planFiles } from './plans/reads';
import { reportingJobs } from './reporting/jobs';
import { reportingOperations } from './reporting/operations';
import { noteFiles } from './reporting/reads/note-files';
import { reviewOperations } from './reporting/review-operations';
import { taskJobs } from './tasks/jobs';
import { taskOperations } from './tasks/operations';
import { reportFiles } from './tasks/reads/report-files';
import { turnLightsLater } from './tasks/turn-lights';

/** Everything that can be done here. Nothing is discovered at run time: what is not in this list does not exist. */
export const operations = [
  ...orgOperations,
  ...identityOperations,
  ...signOnOperations,
  ...tokenOperations,
  ...planOperations,
  ...taskOperations,
  ...indicatorOperations(turnLightsLater, partMeasured),
  ...reportingOperations,
  ...reviewOperations,
  ...analysisOperations,
  ...exchangeOperations,
  ...overviewOperations,
  ...auditOperations,
  ...demonstrationOperations,
] as const;

/** What only the operator of the server does, from its command line: audited like all others, without an address. */
export const operatorOperations = [addBureau, makeEntryLink] as const;

/** The addresses that are no operations. */
export const routes: readonly Route[] = [compileRoute];

/** The same with the addresses of single sign-on, which need to know whom this installation believes. */
export const routesWith = (signOn: SignOn, publicUrl: string | null): readonly Route[] => [
  ...routes,
  signOnRoute(signOn, publicUrl),
];

/** Whatever holds files; a file that nothing holds is its uploader's alone. */
export const fileHolders: readonly FileHolder[] = [reportFiles, planFiles, noteFiles];

/** Work that nobody asks for. */
export const jobs: readonly Job[] = [
  ...taskJobs,
  ...identityJobs,
  ...indicatorJobs,
  ...reportingJobs,
  discardUploads(fileHolders),
  sealLeftovers,
];

type Registered = (typeof operations)[number];

/** For the typed client: the operations by name. */
export type OperationNamed<Name extends string> = Extract<Registered, { name: Name }>;
export type ReadName = Extract<Registered, { kind: 'read' }>['name'];
export type WriteName = Extract<Registered, { kind: 'write' }>['name'];

/** One operation by its name; for the command line and the demonstration's replay. */
export const operationNamed = (name: string): Operation => {
  const operation = (operations as readonly Operation[]).find(candidate => candidate.name === name);
  if (!operation) throw new Error(`no operation is named ${name}`);
  return operation;
};
