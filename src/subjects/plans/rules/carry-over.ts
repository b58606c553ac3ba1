import type { Diagnostic, Plan, ResponsibilityRole } from '../../../compiler/ledger';
import type { Conflict, Correction } from '../schema';
import { type Anchors, anchorsOf } from './anchors';
import { addedTargetKey, diagnosticKey } from './keys';

/** `already`: the new document says so itself, or no longer asks. */
export type CarriedOver = {
  carried: number[];
  corrections: Correction[];
  already: Correction[];
  conflicts: Conflict[];
};

type Outcome =
  | { to: Correction }
  | { to: 'already' }
  | { to: null; reason: Conflict['reason']; node: string | null; at: number | null; mine: Correction | null };

/**
 * What people settled in one version of a document, said of its revised version: each correction is anchored anew by
 * meaning. Where the document changed what was corrected, or no longer has it, the correction becomes a conflict; every
 * correction ends in exactly one of the three lists. `carried`: indexes of those in `corrections`.
 */
export function carryOver(before: Plan, after: Plan, corrections: readonly Correction[]): CarriedOver {
  const anchors = anchorsOf(before, after);
  const result: CarriedOver = { carried: [], corrections: [], already: [], conflicts: [] };
  for (const [index, correction] of corrections.entries()) {
    const outcome = anew(correction, anchors, before, after);
    if (outcome.to === 'already') result.already.push(correction);
    else if (outcome.to !== null) {
      result.carried.push(index);
      result.corrections.push(outcome.to);
    } else {
      const { reason, node, at, mine } = outcome;
      result.conflicts.push({ correction, reason, mine, ...anchors.places(node, at) });
    }
  }
  return result;
}

const already: Outcome = { to: 'already' };
const gone = (node: string | null, at: number | null = null): Outcome => ({
  to: null,
  reason: 'gone',
  node,
  at,
  mine: null,
});
const changed = (node: string, at: number | null, mine: Correction | null): Outcome => ({
  to: null,
  reason: 'changed',
  node,
  at,
  mine,
});

function anew(correction: Correction, anchors: Anchors, before: Plan, after: Plan): Outcome {
  switch (correction.kind) {
    // A body is the same body in both.
    case 'merge-names':
    case 'keep-names-apart':
    case 'rename-organization':
      return { to: correction };
    case 'answer-diagnostic':
      return answerAnew(correction, before, after);
    case 'edit-target':
    case 'remove-target':
      return targetAnew(correction, anchors);
    case 'same-indicator': {
      const targets = correction.targets.flatMap(one => {
        const found = anchors.target(one.target);
        return found?.to ? [{ node: found.to.node, target: found.to.key }] : [];
      });
      return targets.length >= 2
        ? { to: { ...correction, targets } }
        : gone(correction.targets[0]!.node, anchors.target(correction.targets[0]!.target)?.at ?? null);
    }
    case 'join-items': {
      const [node, into] = [anchors.node(correction.node), anchors.node(correction.into)];
      return node && into ? { to: { ...correction, node, into } } : gone(correction.node);
    }
    default:
      return nodeAnew(correction, anchors);
  }
}

const answerAnew = (
  correction: Extract<Correction, { kind: 'answer-diagnostic' }>,
  before: Plan,
  after: Plan,
): Outcome => {
  const asked = before.diagnostics.find(one => diagnosticKey(one) === correction.diagnostic);
  if (!asked) return already;
  const words = (plan: Plan, one: Diagnostic) => plan.source.text.slice(...one.span).replace(/\s+/g, '');
  const same = after.diagnostics.find(one => one.code === asked.code && words(after, one) === words(before, asked));
  // Asked again of other words, it is another question, and stands open on the settle page.
  return same ? { to: { ...correction, diagnostic: diagnosticKey(same) } } : already;
};

function targetAnew(
  correction: Extract<Correction, { kind: 'edit-target' | 'remove-target' }>,
  anchors: Anchors,
): Outcome {
  const found = anchors.target(correction.target);
  if (!found) return gone(correction.node);
  const { to, from } = found;
  if (!to) return correction.kind === 'remove-target' ? already : gone(correction.node, found.at);
  const mine = { ...correction, node: to.node, target: to.key };
  if (!from || !to.target) return { to: mine };
  const now = to.target;
  if (correction.kind === 'remove-target')
    return found.changed ? changed(correction.node, found.at, mine) : { to: mine };
  const fields = Object.keys(correction.fields) as (keyof typeof correction.fields)[];
  if (fields.every(field => from[field] === now[field])) return { to: mine };
  if (fields.every(field => correction.fields[field] === now[field])) return already;
  return changed(correction.node, found.at, mine);
}

type OfNode = Exclude<
  Correction,
  {
    kind:
      | 'merge-names'
      | 'keep-names-apart'
      | 'rename-organization'
      | 'answer-diagnostic'
      | 'edit-target'
      | 'remove-target'
      | 'same-indicator'
      | 'join-items';
  }
>;

function nodeAnew(correction: OfNode, anchors: Anchors): Outcome {
  const node = anchors.node(correction.node);
  const [old, now] = [anchors.before(correction.node), node ? anchors.after(node) : undefined];
  if (!node)
    return correction.kind === 'remove-responsibility' || correction.kind === 'remove-deadline'
      ? already
      : gone(correction.node);
  const mine = { ...correction, node };
  // A part that a person cut off: the compiler knows nothing of it that could have changed.
  if (!old || !now) return 'span' in mine && mine.span ? withSpan(mine, anchors, correction.node) : { to: mine };
  switch (correction.kind) {
    case 'set-responsibility': {
      const [was, is] = [roleOf(old, correction.name), roleOf(now, correction.name)];
      if (is === correction.role && was !== is) return already;
      const leads = (one: typeof old) =>
        one.responsibilities
          .filter(({ role }) => role === 'lead')
          .map(({ canonical }) => canonical)
          .join();
      const contradicted = was !== is || (correction.role === 'lead' && leads(old) !== leads(now));
      const plain = { ...correction, node, span: undefined };
      if (contradicted) return changed(correction.node, null, plain);
      const span = correction.span && anchors.span(correction.node, node, correction.span);
      return { to: span ? { ...plain, span } : plain };
    }
    case 'remove-responsibility': {
      const [was, is] = [roleOf(old, correction.name), roleOf(now, correction.name)];
      if (is === null) return was === null ? { to: mine } : already;
      return was === is ? { to: mine } : changed(correction.node, null, mine);
    }
    case 'edit-heading':
      if (now.heading === correction.heading) return already;
      return now.heading === old.heading ? { to: mine } : changed(correction.node, null, mine);
    case 'set-deadline': {
      const [was, is] = [old, now].map(one => one.deadlines.find(({ text }) => text === correction.text));
      if (was && !is)
        return now.deadlines.some(({ end }) => end === correction.end)
          ? already
          : changed(correction.node, was.span[0], { ...correction, node, span: undefined });
      if (was && is && was.end !== is.end) return changed(correction.node, was.span[0], mine);
      return correction.span ? withSpan({ ...correction, node }, anchors, correction.node) : { to: mine };
    }
    case 'remove-deadline':
      return now.deadlines.some(({ text }) => text === correction.text) ? { to: mine } : already;
    case 'mark-as':
      return now.kind === correction.as ? already : { to: mine };
    case 'split-item': {
      const at = anchors.point(correction.node, node, correction.at);
      if (at === null) return changed(correction.node, correction.at, null);
      anchors.learnNode(`${correction.node}.${correction.at}`, `${node}.${at}`);
      return { to: { ...correction, node, at } };
    }
    case 'add-target': {
      const { fields } = correction;
      const span = anchors.span(correction.node, node, correction.span);
      if (!span) return changed(correction.node, correction.span[0], null);
      const stated = now.targets.some(
        one => one.span[0] < span[1] && span[0] < one.span[1] && one.value === fields.value,
      );
      if (stated) return already;
      anchors.learnTarget(addedTargetKey(correction.span, fields), node, addedTargetKey(span, fields));
      return { to: { ...correction, node, span } };
    }
  }
}

const roleOf = (
  node: { responsibilities: { canonical: string; name: string; role: ResponsibilityRole }[] },
  name: string,
): ResponsibilityRole | null =>
  node.responsibilities.find(one => one.canonical === name || one.name === name)?.role ?? null;

/** A correction with its words found anew; where they are gone it is for people to decide. */
const withSpan = (
  mine: Extract<Correction, { span?: unknown; node: string }>,
  anchors: Anchors,
  from: string,
): Outcome => {
  if (!('span' in mine) || !mine.span) return { to: mine };
  const span = anchors.span(from, mine.node, mine.span);
  return span ? { to: { ...mine, span } } : changed(from, mine.span[0], null);
};
