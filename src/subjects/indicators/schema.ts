import type { Generated } from 'kysely';
import type { Comparator, Strength } from '../../compiler/ledger';

declare module '../../platform/database/tables' {
  interface Database {
    indicators: {
      tenantId: Id;
      id: GeneratedId;
      name: string;
      unit: Generated<string>;
      direction: Generated<'up' | 'down'>;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    targets: {
      tenantId: Id;
      id: GeneratedId;
      indicatorId: Id;
      taskId: Id;
      planId: Id | null;
      nodeId: string | null;
      planKey: string | null;
      spanStart: number | null;
      spanEnd: number | null;
      text: Generated<string>;
      comparator: Comparator;
      value: Decimal | null;
      low: Decimal | null;
      high: Decimal | null;
      unit: string | null;
      strength: Generated<Strength>;
      approximate: Generated<boolean>;
      baseline: Decimal | null;
      pairId: Id | null;
      dueOn: DateText;
      sort: Generated<number>;
      latest: Decimal | null;
      latestOn: DateText | null;
      version: Generated<number>;
    };
    targetPoints: { tenantId: Id; targetId: Id; onDate: DateText; planned: Decimal };
    targetValues: {
      tenantId: Id;
      id: GeneratedId;
      targetId: Id;
      orgUnitId: Id;
      onDate: DateText;
      value: Decimal;
      note: Generated<string>;
      reportedBy: Id | null;
      reportedAt: Timestamp;
      reportId: Id | null;
    };
  }
}
