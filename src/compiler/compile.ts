import { checks } from './diagnostics/checks';
import { type Pass, startDraft } from './draft';
import { attachStatements } from './items/attach-statements';
import { chooseKinds } from './items/choose-kinds';
import { findHeadings } from './items/find-headings';
import { findUnnumbered } from './items/find-unnumbered';
import { numberNodes } from './items/number-nodes';
import { splitMeasures } from './items/split-measures';
import type { Plan } from './ledger';
import { findDeadlines } from './measures/find-deadlines';
import { findTargets } from './measures/find-targets';
import { chooseLevels } from './outline/choose-levels';
import { growTree } from './outline/grow-tree';
import { findLines } from './outline/lines';
import { markNotices } from './outline/notices';
import { printPlan } from './outline/print-plan';
import { findTitle } from './outline/title';
import { assignRoles } from './responsibilities/assign-roles';
import { findStatements } from './responsibilities/find-statements';
import { mergeVariants } from './responsibilities/merge-variants';
import { openBoxedLabels } from './responsibilities/open-boxed-labels';
import type { Source } from './source';
import { findTables, shareStatements } from './tables/find-tables';
import { placeRows } from './tables/place-rows';
import { settleWoven, unweaveTables } from './tables/unweave';

/** The compiler: each pass reads what those before it wrote into the draft, and adds its own. */
const phases: Record<string, Pass[]> = {
  outline: [
    unweaveTables,
    openBoxedLabels,
    findLines,
    markNotices,
    findTables,
    chooseLevels,
    placeRows,
    findTitle,
    growTree,
  ],
  items: [
    findStatements,
    attachStatements,
    shareStatements,
    findUnnumbered,
    findHeadings,
    chooseKinds,
    splitMeasures,
    settleWoven,
    numberNodes,
  ],
  responsibilities: [assignRoles, mergeVariants],
  measures: [findTargets, findDeadlines],
  diagnostics: checks,
};

/** `register`: the names of the bodies that there are; others are then reported as `unknown-organization`. */
export type CompileOptions = { register?: string[] };

/** Turns an official plan into its ledger, format `plan/1`. Pure; never throws on any text. */
export const compile = (source: Source, { register }: CompileOptions = {}): Plan => {
  const draft = startDraft(source);
  draft.register = register ?? null;
  for (const passes of Object.values(phases)) for (const pass of passes) pass(draft);
  return printPlan(draft);
};
