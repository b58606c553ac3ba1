import type { Organization, Plan, ResponsibilityRole } from '../../../compiler/ledger';
import type { Correction, SettledNode, SettledPlan } from '../schema';
import { type Draft, draftOf } from './draft';
import { addTarget, editHeading, editTarget, joinIndicators, removeDeadline, removeTarget, setDeadline } from './facts';
import { keepNamesApart, mergeNames, removeResponsibility, setResponsibility } from './names';
import { questionsOf } from './questions';
import { joinNodes, markAs, splitNode } from './structure';

/** One correction on the working copy. One that speaks of something no longer there does nothing. */
function apply(draft: Draft, correction: Correction): void {
  switch (correction.kind) {
    case 'merge-names':
      mergeNames(draft, correction.names, correction.canonical);
      break;
    case 'keep-names-apart':
      keepNamesApart(draft, correction.names);
      break;
    case 'rename-organization':
      mergeNames(draft, [correction.from], correction.to);
      break;
    case 'set-responsibility':
      setResponsibility(draft, correction.node, correction.name, correction.role, correction.span);
      break;
    case 'remove-responsibility':
      removeResponsibility(draft, correction.node, correction.name);
      break;
    case 'edit-target':
      editTarget(draft, correction);
      break;
    case 'remove-target':
      removeTarget(draft, correction);
      break;
    case 'add-target':
      addTarget(draft, correction);
      break;
    case 'same-indicator':
      joinIndicators(draft, correction);
      break;
    case 'set-deadline':
      setDeadline(draft, correction);
      break;
    case 'remove-deadline':
      removeDeadline(draft, correction);
      break;
    case 'edit-heading':
      editHeading(draft, correction);
      break;
    case 'split-item':
      splitNode(draft, correction.node, correction.at, correction.heading);
      break;
    case 'join-items':
      joinNodes(draft, correction.node, correction.into);
      break;
    case 'mark-as':
      markAs(draft, correction.node, correction.as);
      break;
    case 'answer-diagnostic':
      draft.answers.set(correction.diagnostic, correction.answer);
  }
}

/** The bodies of a plan as its nodes name them now, in the order of their first appearance. */
function organizationsOf(nodes: readonly SettledNode[]): Organization[] {
  const known = new Map<string, { aliases: Set<string>; count: Record<ResponsibilityRole, number> }>();
  for (const { responsibilities } of nodes)
    for (const { canonical, name, role } of responsibilities) {
      const one = known.get(canonical) ?? { aliases: new Set(), count: { lead: 0, assist: 0, responsible: 0 } };
      if (name !== canonical) one.aliases.add(name);
      one.count[role] += 1;
      known.set(canonical, one);
    }
  return [...known].map(([canonical, { aliases, count }]) => ({ canonical, aliases: [...aliases], ...count }));
}

/**
 * The settled plan: the compiled one with what people said about it, in the order they said it. Pure, and never changes its
 * input; so undoing is settling without. Each diagnostic of the compiler becomes a question with its state.
 */
export function settle(plan: Plan, corrections: readonly Correction[]): SettledPlan {
  const draft = draftOf(plan);
  for (const correction of corrections) apply(draft, correction);
  const { diagnostics: _, ...rest } = plan;
  return {
    ...rest,
    nodes: draft.nodes,
    organizations: organizationsOf(draft.nodes),
    questions: questionsOf(plan, draft),
  };
}
