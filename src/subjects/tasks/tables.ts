import type { Generated } from 'kysely';
import type {
  AdoptItem,
  Light,
  LightReason,
  ReportStatus,
  Rhythm,
  SubmissionBody,
  TaskSource,
  TaskStatus,
  UnitRole,
} from './schema';

// The rows of this subject, merged into the one Database; the names of columns are those of migrations/0003_tasks.sql.
declare module '../../platform/database/tables' {
  interface Database {
    tasks: {
      tenantId: Id;
      id: GeneratedId;
      year: number;
      source: TaskSource;
      planId: Id | null;
      nodeId: string | null;
      spanStart: number | null;
      spanEnd: number | null;
      section: string | null;
      number: string | null;
      sort: Generated<number>;
      title: string;
      content: Generated<string>;
      status: Generated<TaskStatus>;
      leadUnitId: Id | null;
      leaderName: string | null;
      startOn: DateText;
      dueOn: DateText;
      dueAssumed: Generated<boolean>;
      rhythm: Generated<Rhythm>;
      percent: Generated<number>;
      lastPeriod: string | null;
      light: Generated<Light>;
      lightReason: Generated<Json<LightReason>>;
      lightOn: DateText | null;
      sentAt: Timestamp | null;
      signedAt: Timestamp | null;
      doneAt: Timestamp | null;
      grams: Generated<string[]>;
      /** The item of the plan as it was last adopted. */
      adopted: Json<AdoptItem> | null;
      /** When a revised plan no longer had its item. */
      droppedAt: Timestamp | null;
      createdAt: Timestamp;
      updatedAt: Timestamp;
      version: Generated<number>;
    };
    taskUnits: {
      tenantId: Id;
      taskId: Id;
      orgUnitId: Id;
      role: UnitRole;
      writtenAs: string | null;
      sort: Generated<number>;
      signedAt: Timestamp | null;
      signedBy: Id | null;
      percent: number | null;
      lastPeriod: string | null;
      light: Generated<Light>;
      lightReason: Generated<Json<LightReason>>;
    };
    milestones: {
      tenantId: Id;
      id: GeneratedId;
      taskId: Id;
      title: string;
      dueOn: DateText;
      doneOn: DateText | null;
      sort: Generated<number>;
      version: Generated<number>;
    };
    progressReports: {
      tenantId: Id;
      id: GeneratedId;
      taskId: Id;
      orgUnitId: Id;
      period: string;
      status: Generated<ReportStatus>;
      percent: number | null;
      summary: Generated<string>;
      problem: Generated<string>;
      nextStep: Generated<string>;
      submittedAt: Timestamp | null;
      submittedBy: Id | null;
      reviewedAt: Timestamp | null;
      reviewedBy: Id | null;
      returnReason: string | null;
      updatedAt: Timestamp;
      version: Generated<number>;
    };
    reportSubmissions: {
      tenantId: Id;
      reportId: Id;
      round: number;
      body: Json<SubmissionBody>;
      submittedAt: Timestamp;
      submittedBy: Id | null;
      verdict: 'accepted' | 'returned' | null;
      reason: string | null;
      reviewedAt: Timestamp | null;
      reviewedBy: Id | null;
    };
    /** `gone`: handed in with an earlier round, left out of a later one. */
    reportFiles: { tenantId: Id; reportId: Id; fileId: Id; sort: Generated<number>; gone: Generated<boolean> };
    taskComments: {
      tenantId: Id;
      id: GeneratedId;
      taskId: Id;
      kind: Generated<'comment' | 'instruction'>;
      body: string;
      userId: Id;
      createdAt: Timestamp;
    };
    savedViews: {
      tenantId: Id;
      id: GeneratedId;
      userId: Id;
      name: string;
      query: string;
      shared: Generated<boolean>;
      createdAt: Timestamp;
    };
  }
}
