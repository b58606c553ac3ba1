import type { ReportStatus, TaskStatus, UnitRole } from '../schema';

/** What can be done with a task in each state: 待下发 → 待签收 → 推进中 → 已办结, and back from there. */
const moves = {
  send: { from: ['draft'] },
  sign: { from: ['sent', 'active'] },
  report: { from: ['active', 'sent'] },
  finish: { from: ['sent', 'active'] },
  reopen: { from: ['done'] },
} as const satisfies Record<string, { from: readonly TaskStatus[] }>;

export type TaskMove = keyof typeof moves;

export const canMove = (status: TaskStatus, move: TaskMove): boolean =>
  (moves[move].from as readonly TaskStatus[]).includes(status);

/** The state of a task that was sent: 推进中 from the first signature of its lead on. */
export const statusOnceSent = (leadSigned: boolean): TaskStatus => (leadSigned ? 'active' : 'sent');

/** A report can be written while it is a draft, and again when it came back. */
export const isWritable = (status: ReportStatus): boolean => status === 'draft' || status === 'returned';

/** What has been handed in counts at once, and stops counting when it is returned. */
export const counts = (status: ReportStatus): boolean => status === 'submitted' || status === 'accepted';

/** Who owes reports: the lead (牵头 collects and answers), and every county bureau for its own part. */
export const owesReports = (role: UnitRole, unitKind: string): boolean => role === 'lead' || unitKind === 'county';
