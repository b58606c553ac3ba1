import type { Diagnostic, Plan } from '../../../compiler/ledger';
import type { Correction, Question, SettledNode, SettledTarget } from '../schema';
import { type Draft, nodeOf } from './draft';
import { diagnosticKey } from './keys';

// What the one-click fixes need of a diagnostic's `data` is read with care: a compiler's newer version may say more.
const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

type Found = { node: SettledNode; target: SettledTarget };

/** Keys of the targets that a diagnostic names, as they were compiled. */
const keysOf = (draft: Draft, { data }: Diagnostic): string[] =>
  (Array.isArray(data.targets) ? data.targets : []).flatMap((one: { node?: unknown; index?: unknown }) => {
    const key = draft.compiledKeys.get(`${one.node}/${one.index}`);
    return key === undefined ? [] : [key];
  });

/** The draft when all corrections are in: where each target and node is, found once for all questions. */
type Outcome = Draft & { places: Map<string, Found>; byId: Map<string, SettledNode> };

const outcomeOf = (draft: Draft): Outcome => ({
  ...draft,
  places: new Map(draft.nodes.flatMap(node => node.targets.map(target => [target.key, { node, target }] as const))),
  byId: new Map(draft.nodes.map(node => [node.id, node])),
});

/** The targets that a diagnostic speaks of, as they are now; those that are gone are left out. */
const targetsOf = (draft: Outcome, diagnostic: Diagnostic): Found[] =>
  keysOf(draft, diagnostic).flatMap(key => draft.places.get(key) ?? []);

/** The smallest node that holds the place, or the one that is named. */
const nodeAt = (draft: Outcome, { data, span }: Diagnostic): SettledNode | undefined => {
  const named = text(data.node) ?? texts(data.nodes).at(-1) ?? text(data.before);
  if (named) return draft.byId.get(named) ?? nodeOf(draft, named);
  // In document order a node comes after those it lies in: the last that holds the place is the smallest.
  return draft.nodes.findLast(node => node.span[0] <= span[0] && node.span[1] >= span[1] && node.kind !== 'measure');
};

const namesOf = ({ data }: Diagnostic): string[] => {
  const canonical = text(data.canonical);
  const names = new Set([...texts(data.variants), ...texts(data.names)]);
  if (canonical) names.add(canonical);
  const single = text(data.name);
  if (single) names.add(single);
  return [...names];
};

/** Have corrections taken away what the diagnostic was about? */
function isGone(draft: Outcome, diagnostic: Diagnostic): boolean {
  switch (diagnostic.code) {
    case 'name-variant':
      return namesOf(diagnostic).every(name => draft.namesSettled.has(name));
    case 'unknown-organization': {
      const names = namesOf(diagnostic);
      const used = draft.nodes.some(node => node.responsibilities.some(one => names.includes(one.canonical)));
      return names.some(name => draft.namesSettled.has(name)) || !used;
    }
    case 'no-responsibility': {
      const node = nodeAt(draft, diagnostic);
      return node?.kind !== 'item' || node.responsibilities.length > 0;
    }
    case 'sum-mismatch':
    case 'conflicting-targets':
    case 'repeated-target':
      return keysOf(draft, diagnostic).some(key => draft.targetsSettled.has(key));
    case 'notice-removed':
    case 'duplicate-number':
    case 'out-of-order': {
      const node = nodeAt(draft, diagnostic);
      return !node || draft.nodesSettled.has(node.id);
    }
    default:
      return false;
  }
}

const indicatorOf = (found: Found[]): string =>
  // The longest name says most: 省级示范性普通高中 rather than 示范性高中.
  found.map(({ target }) => target.indicator).sort((a, b) => b.length - a.length)[0]!;

const sameIndicator = (found: Found[], indicator: string): Correction => ({
  kind: 'same-indicator',
  targets: found.map(({ node, target }) => ({ node: node.id, target: target.key })),
  indicator,
});

/** The ways to answer with one click, the likeliest first; empty where only a person can know. */
function optionsOf(draft: Outcome, diagnostic: Diagnostic, key: string): Question['options'] {
  const rightAsIs: Question['options'][number] = {
    code: 'right-as-is',
    values: {},
    corrections: [{ kind: 'answer-diagnostic', diagnostic: key, answer: 'right-as-is' }],
  };
  switch (diagnostic.code) {
    case 'name-variant': {
      const names = namesOf(diagnostic);
      const canonical = text(diagnostic.data.canonical) ?? names[0];
      if (!canonical || names.length < 2) return [rightAsIs];
      return [
        { code: 'merge-names', values: { canonical }, corrections: [{ kind: 'merge-names', names, canonical }] },
        { code: 'keep-apart', values: {}, corrections: [{ kind: 'keep-names-apart', names }] },
      ];
    }
    case 'unknown-organization': {
      const [name] = namesOf(diagnostic);
      const canonical = text(diagnostic.data.suggestion);
      if (!name || !canonical) return [rightAsIs];
      return [
        {
          code: 'merge-names',
          values: { canonical },
          corrections: [{ kind: 'merge-names', names: [name, canonical], canonical }],
        },
        rightAsIs,
      ];
    }
    case 'conflicting-targets':
      return [...valueOptions(targetsOf(draft, diagnostic)), rightAsIs];
    case 'repeated-target': {
      const found = targetsOf(draft, diagnostic);
      if (found.length < 2) return [rightAsIs];
      const indicator = indicatorOf(found);
      const values = { indicator };
      return [
        { code: 'same-indicator', values, corrections: [sameIndicator(found, indicator)] },
        { ...rightAsIs, code: 'different' },
      ];
    }
    case 'sum-mismatch':
      return sumOptions(draft, diagnostic, rightAsIs);
    case 'no-responsibility':
      return [];
    default:
      return [rightAsIs];
  }
}

/** One value for all: that of each place in turn, so that a person says which of them holds. */
function valueOptions(found: Found[]): Question['options'] {
  const distinct = found.filter(
    ({ target }, index) => found.findIndex(other => other.target.value === target.value) === index,
  );
  if (distinct.length < 2) return [];
  const indicator = indicatorOf(found);
  return distinct.map(({ target: { value, unit } }) => ({
    code: 'set-value',
    values: { value: value ?? '', unit: unit ?? '' },
    corrections: [
      sameIndicator(found, indicator),
      ...found
        .filter(({ target }) => target.value !== value)
        .map(
          ({ node, target }): Correction => ({
            kind: 'edit-target',
            node: node.id,
            target: target.key,
            fields: { value },
          }),
        ),
    ],
  }));
}

/** The total follows its parts, or it stays as it is written. `targets` are the total first, then the parts. */
function sumOptions(
  draft: Outcome,
  diagnostic: Diagnostic,
  rightAsIs: Question['options'][number],
): Question['options'] {
  const total = targetsOf(draft, diagnostic)[0];
  const { sum } = diagnostic.data;
  if (!total || total.target.value !== diagnostic.data.total || typeof sum !== 'number') return [rightAsIs];
  const corrections: Correction[] = [
    { kind: 'edit-target', node: total.node.id, target: total.target.key, fields: { value: sum } },
  ];
  return [{ code: 'set-total', values: { sum }, corrections }, rightAsIs];
}

// Which number is the right one only a person can know: Enter leads to the answers instead of taking one.
const CHOSEN_BY_PEOPLE: ReadonlySet<string> = new Set(['sum-mismatch', 'conflicting-targets', 'no-responsibility']);

const severity = { error: 0, warning: 1, info: 2 };

/** Each diagnostic with its state and its one-click answers; in the order of the document, grave ones first at one place. */
export function questionsOf(plan: Plan, draft: Draft): Question[] {
  const outcome = outcomeOf(draft);
  return plan.diagnostics
    .map((diagnostic): Question => {
      const key = diagnosticKey(diagnostic);
      const answer = outcome.answers.get(key);
      const gone = isGone(outcome, diagnostic);
      const options = optionsOf(outcome, diagnostic, key);
      const proposed = CHOSEN_BY_PEOPLE.has(diagnostic.code) ? [] : (options[0]?.corrections ?? []);
      const state = gone ? 'gone' : answer === 'later' ? 'later' : answer ? 'answered' : 'open';
      const node = nodeAt(outcome, diagnostic)?.id ?? null;
      return { ...diagnostic, key, state, node, options, proposal: proposed };
    })
    .sort((a, b) => a.span[0] - b.span[0] || severity[a.severity] - severity[b.severity]);
}

const NO: ReadonlySet<string> = new Set(['keep-apart', 'different', 'right-as-is']);

/** Says no to what is asked (N): the bodies or indicators are different, or the text is right as it is. */
export const refusalOf = (question: Question): Correction[] =>
  question.options.find(option => NO.has(option.code))?.corrections ?? [
    { kind: 'answer-diagnostic', diagnostic: question.key, answer: 'right-as-is' },
  ];

/** Does it still wait for an answer? */
export const waits = ({ state }: Pick<Question, 'state'>): boolean => state === 'open' || state === 'later';
