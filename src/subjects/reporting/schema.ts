import type { Generated } from 'kysely';
import type { Frequency } from '../../kernel/period';
import type { Id } from '../../platform/database/tables';
import type { Expression } from '../indicators/rules/expression/expression';
import type { UnitKind } from '../org/schema';

export type { CellFinding } from './entry-schema';

/** Characters of what is said about a cell: an explanation, a reason, a comment. */
export const LONGEST_NOTE = 500;

/** Where a submission is: 0 未上报 with the unit (also returned), 1 已上报, 2 已审核 by the level above, 3 已核定 by the body. */
export const stages = { open: 0, submitted: 1, approved: 2, accepted: 3 } as const;
export type Stage = 0 | 1 | 2 | 3;

/** 口径: from which stage on a submission counts. */
export const lenses = { submitted: 1, approved: 2, accepted: 3 } as const;
export type LensName = keyof typeof lenses;
export type Lens = 1 | 2 | 3;

/** One cell: figure × category of a unit in a period. `category` '' where the figure has no dimension. */
export type CellKey = { unitId: Id; period: string; figureId: Id; category: string };

/** Name of a submission: the answer of one unit to one form for one period. */
export type SubmissionKey = { formId: Id; period: string; unitId: Id };

/** A cell to write; null blanks it. */
export type CellWrite = CellKey & { formId: Id; value: string | null };

/** A check of a form (表内审核): holds where `expression` is true; says nothing where a figure is missing. */
export type FormCheck = {
  text: string;
  level: 'must-fix' | 'must-explain';
  message: string;
  expression: Expression;
};

/** When a window opens (calendar days from the period's end), is due (working days after it) and locks (working days after due). */
export type FormTiming = { opens: number; due: number; locks: number };

/** A cell that is typed and not yet handed in: value as text ('' blanks the cell), note (explanation), who, when; `via`: by a file or program. */
export type DraftCell = { v: string; n?: string; by: Id; at: string; via?: 'import' };
/** Cells by `CODE` or `CODE.option`. */
export type Draft = { cells: Record<string, DraftCell> };

export type SubmissionAction =
  | 'submit'
  | 'approve'
  | 'accept'
  | 'return'
  | 'reopen'
  | 'import'
  | 'exempt'
  | 'extend'
  | 'remind'
  | 'move';

export const cellNoteKinds = ['comment', 'explanation', 'return', 'query', 'confirm'] as const;
export type CellNoteKind = (typeof cellNoteKinds)[number];

declare module '../../platform/database/tables' {
  interface Database {
    forms: {
      tenantId: Id;
      id: GeneratedId;
      code: string;
      name: string;
      guidance: Generated<string>;
      frequency: Frequency;
      level: UnitKind;
      tags: Generated<string[]>;
      keeperUnitId: Id | null;
      minutes: Generated<number>;
      timing: Json<FormTiming>;
      checks: Json<FormCheck[]>;
      sort: Generated<number>;
      validFrom: Generated<DateText>;
      validTo: DateText | null;
      pack: string | null;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    formFigures: {
      tenantId: Id;
      formId: Id;
      figureId: Id;
      sort: Generated<number>;
      section: Generated<string>;
      mode: Generated<'ask' | 'show'>;
      required: Generated<boolean>;
      changeLimit: Decimal | null;
    };
    formWindows: {
      tenantId: Id;
      formId: Id;
      period: string;
      startsOn: DateText;
      endsOn: DateText;
      opensOn: DateText;
      dueOn: DateText;
      locksOn: DateText;
      openedAt: Timestamp;
      closedAt: Timestamp | null;
      closedBy: Id | null;
      version: Generated<number>;
    };
    submissions: {
      tenantId: Id;
      formId: Id;
      period: string;
      orgUnitId: Id;
      groupId: Id;
      stage: Generated<Stage>;
      exempt: string | null;
      extendedTo: DateText | null;
      draft: Json<Draft> | null;
      draftVersion: Generated<number>;
      returnedAt: Timestamp | null;
      returnedBy: Id | null;
      returnReason: string | null;
      firstSubmittedAt: Timestamp | null;
      submittedAt: Timestamp | null;
      submittedBy: Id | null;
      approvedAt: Timestamp | null;
      approvedBy: Id | null;
      acceptedAt: Timestamp | null;
      acceptedBy: Id | null;
      exceptions: Generated<number>;
      version: Generated<number>;
    };
    submissionEvents: {
      tenantId: Id;
      id: GeneratedId;
      formId: Id;
      period: string;
      orgUnitId: Id;
      at: Timestamp;
      userId: Id | null;
      action: SubmissionAction;
      fromStage: Stage;
      toStage: Stage;
      version: number;
      reason: Generated<string>;
      /** Of a move: where it was summed before. */
      fromGroupId: Id | null;
    };
    figureValues: {
      tenantId: Id;
      orgUnitId: Id;
      period: string;
      figureId: Id;
      category: Generated<string>;
      formId: Id;
      value: Decimal;
    };
    figureValueHistory: {
      tenantId: Id;
      orgUnitId: Id;
      period: string;
      figureId: Id;
      category: Generated<string>;
      until: Timestamp;
      value: Decimal | null;
      formId: Id;
      changedBy: Id | null;
    };
    cellNotes: {
      tenantId: Id;
      id: GeneratedId;
      formId: Id;
      period: string;
      orgUnitId: Id;
      figureId: Id;
      category: Generated<string>;
      kind: CellNoteKind;
      body: string;
      userId: Id;
      at: Timestamp;
      resolvedAt: Timestamp | null;
      resolvedBy: Id | null;
    };
    cellNoteFiles: { tenantId: Id; noteId: Id; fileId: Id };
    rollups: {
      tenantId: Id;
      lens: Lens;
      period: string;
      figureId: Id;
      groupId: Id;
      category: Generated<string>;
      n: number;
      total: Decimal;
      low: Decimal | null;
      high: Decimal | null;
    };
    tallies: {
      tenantId: Id;
      formId: Id;
      period: string;
      groupId: Id;
      expected: Generated<number>;
      submitted: Generated<number>;
      approved: Generated<number>;
      accepted: Generated<number>;
      onTime: Generated<number>;
    };
    snapshots: {
      tenantId: Id;
      id: GeneratedId;
      formId: Id;
      period: string;
      takenAt: Timestamp;
      takenBy: Id;
      signedAs: string;
      statement: string;
      sha256: string;
    };
    snapshotRows: {
      tenantId: Id;
      snapshotId: Id;
      figureId: Id;
      groupId: Id;
      category: Generated<string>;
      n: number;
      total: Decimal;
      low: Decimal | null;
      high: Decimal | null;
    };
    snapshotTallies: {
      tenantId: Id;
      snapshotId: Id;
      groupId: Id;
      expected: number;
      accepted: number;
      onTime: number;
    };
  }
}
