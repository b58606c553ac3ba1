import type { Draft, Region } from '../draft';
import type { Diagnostic, DiagnosticCode } from '../ledger';
import { sourceSpan } from '../plain/fold';

/** A target by the node that it stands on and its index among that node's targets. */
export type TargetAt = { node: string; index: number; indicator: string; value: number | null; unit: string | null };

/** What each diagnostic carries in `data`: enough for a fix with one click. Nodes are meant by their ids. */
export type DiagnosticData = {
  /**
   * A gap. `first` and `last` are the numbers that are missing. For arabic numbers `from` and `to` are the same two; for
   * sections they are the labels on either side as written (三、, 五、). The gap lies between the nodes `after` and `before`.
   */
  'missing-items': {
    from: number | string;
    to: number | string;
    first: number;
    last: number;
    after: string | null;
    before: string;
  };
  'duplicate-number': { number: string; ordinal: number; nodes: string[] };
  'out-of-order': { number: string; ordinal: number; node: string; after: string };
  'no-responsibility': { node: string };
  /** All names of one body, the canonical one among them, and the nodes that use each. */
  'name-variant': { variants: string[]; canonical: string; uses: Array<{ name: string; nodes: string[] }> };
  'unknown-organization': { name: string; nodes: string[] };
  /** The total as stated, its parts, their sum; `targets` are the total first, then the parts. */
  'sum-mismatch': {
    total: number;
    parts: number[];
    sum: number;
    unit: string | null;
    node: string;
    targets: TargetAt[];
  };
  'conflicting-targets': { indicator: string; targets: TargetAt[] };
  'repeated-target': { indicator: string; targets: TargetAt[] };
  /** “八项改革” (`announced`, `what`) followed by seven (`found`); `names` are the ones that were listed. */
  'count-mismatch': { announced: number; found: number; what: string; names: string[]; node: string | null };
  /** `mark` stands alone, `missing` is the mark that would close (or open) it. */
  'unbalanced-punctuation': { mark: string; missing: string; at: number };
  'notice-removed': { node: string };
  /** `what`: `no-items` where nothing of the text was recognised as a task, else what the reader could not read. */
  'unreadable-part': { what: string };
};

const severities: Record<DiagnosticCode, Diagnostic['severity']> = {
  'missing-items': 'error',
  'duplicate-number': 'error',
  'out-of-order': 'warning',
  'no-responsibility': 'warning',
  'name-variant': 'warning',
  'unknown-organization': 'warning',
  'sum-mismatch': 'error',
  'conflicting-targets': 'error',
  'repeated-target': 'info',
  'count-mismatch': 'warning',
  'unbalanced-punctuation': 'warning',
  'notice-removed': 'info',
  'unreadable-part': 'error',
};

/** Adds a diagnostic at a stretch of the plain text. The message is a Chinese sentence: it is part of what the compiler prints. */
export const report = <Code extends DiagnosticCode>(
  draft: Draft,
  code: Code,
  at: Region,
  message: string,
  data: DiagnosticData[Code],
): void => {
  draft.diagnostics.push({
    code,
    severity: severities[code],
    message,
    span: sourceSpan(draft.plain, at.start, at.end),
    data: { ...data },
  });
};
