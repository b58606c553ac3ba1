import type { Span } from '../../../compiler/ledger';
import type { Correction } from '../schema';
import { type Draft, nodeOf, targetPlace } from './draft';
import { addedTargetKey } from './keys';

type Of<Kind extends Correction['kind']> = Extract<Correction, { kind: Kind }>;

const sliceOf = (draft: Draft, [start, end]: Span): string => draft.text.slice(start, end);

export function editTarget(draft: Draft, { target: key, fields }: Of<'edit-target'>): void {
  const place = targetPlace(draft, key);
  if (!place) return;
  const { node, index } = place;
  node.targets[index] = { ...node.targets[index]!, ...fields, corrected: true };
  draft.targetsSettled.add(key);
}

export function removeTarget(draft: Draft, { target: key }: Of<'remove-target'>): void {
  const place = targetPlace(draft, key);
  if (!place) return;
  place.node.targets.splice(place.index, 1);
  place.node.corrected = true;
  draft.targetsSettled.add(key);
}

/** Adding the same again adds nothing: a batch that is sent twice stays one. */
export function addTarget(draft: Draft, { node: id, span, fields }: Of<'add-target'>): void {
  const node = nodeOf(draft, id);
  const key = addedTargetKey(span, fields);
  if (!node || targetPlace(draft, key)) return;
  const added = { ...fields, span, text: sliceOf(draft, span), key, corrected: true };
  node.targets = [...node.targets, added].sort((a, b) => a.span[0] - b.span[0]);
  node.corrected = true;
}

/** 同一指标: all of them measure the same thing, under one name. */
export function joinIndicators(draft: Draft, { targets, indicator }: Of<'same-indicator'>): void {
  for (const { target: key } of targets) {
    const place = targetPlace(draft, key);
    if (!place) continue;
    const { node, index } = place;
    node.targets[index] = { ...node.targets[index]!, indicator, corrected: true };
    draft.targetsSettled.add(key);
  }
}

/** A deadline is known by its words; a new one says where it stands, if it stands anywhere. */
export function setDeadline(draft: Draft, { node: id, end, text, span }: Of<'set-deadline'>): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  const known = node.deadlines.some(deadline => deadline.text === text);
  const added = { text, start: null, end, recurring: null, span: span ?? ([node.span[0], node.span[0]] as Span) };
  node.deadlines = known
    ? node.deadlines.map(deadline => (deadline.text === text ? { ...deadline, end, recurring: null } : deadline))
    : [...node.deadlines, added].sort((a, b) => a.span[0] - b.span[0]);
  node.corrected = true;
}

export function removeDeadline(draft: Draft, { node: id, text }: Of<'remove-deadline'>): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  node.deadlines = node.deadlines.filter(deadline => deadline.text !== text);
  node.corrected = true;
}

export function editHeading(draft: Draft, { node: id, heading }: Of<'edit-heading'>): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  node.heading = heading;
  node.corrected = true;
}
