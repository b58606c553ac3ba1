import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { eachInSlices } from '../../../platform/in-slices';
import type { CellFinding } from '../entry-schema';
import { findStopping } from '../rules/check-cells';
import type { SubmissionKey } from '../schema';
import { submissionName } from '../store/bring-in-windows';
import { explainedBefore } from './explained-before';
import type { JudgedForm } from './judge-forms';

const FORMS_OF_SLICE = 50;

/** A form that is not handed in, and what keeps it from that: each with the row that says the cell, or the form's first. */
export type HeldForm = SubmissionKey & { formName: string; findings: { finding: CellFinding; row: number }[] };

/** What is wrong with each form and nobody has explained, in the order of the rows. */
export const heldAmong = async (
  db: Db,
  tenantId: Id,
  judged: readonly JudgedForm[],
  isHistory: boolean,
  firstRows: ReadonlyMap<string, number>,
): Promise<HeldForm[]> => {
  const open: { form: JudgedForm; stopping: CellFinding[] }[] = [];
  await eachInSlices(
    judged,
    form => {
      const explained = new Set([...form.rows].flatMap(([cell, { note }]) => (note ? [cell] : [])));
      const stopping = findStopping(form.findings, explained);
      open.push({ form, stopping: isHistory ? stopping.filter(({ level }) => level === 'must-fix') : stopping });
    },
    FORMS_OF_SLICE,
  );
  const asked = open.filter(({ stopping }) => stopping.some(({ level }) => level === 'must-explain'));
  const before = await explainedBefore(
    db,
    tenantId,
    asked.map(({ form }) => form),
  );
  const held = open.flatMap(({ form, stopping }): HeldForm[] => {
    const name = submissionName(form);
    const { formId, period, unitId, formName, rows, unmoved } = form;
    const findings = stopping
      .filter(({ level, at }) => level === 'must-fix' || !(unmoved.has(at) && before.get(name)?.has(at)))
      .map(finding => ({ finding, row: rows.get(finding.at)?.row ?? firstRows.get(name) ?? 1 }))
      .sort((a, b) => a.row - b.row);
    return findings.length > 0 ? [{ formId, period, unitId, formName, findings }] : [];
  });
  return held.sort((a, b) => a.findings[0]!.row - b.findings[0]!.row);
};
