import type { AllocationPage, AllocationPartRow } from '../../../subjects/indicators/allocation/schema';
import { balance, type Part, split } from '../../../subjects/indicators/rules/allocation';
import type { AllocationMethod } from '../../../subjects/indicators/schema';
import { trimDecimal } from '../../parts/format-quantity';
import { useDraft } from '../../parts/use-draft';
import { isNumber, plainInput } from './use-revision';

/** One part as it is typed: numbers as text, blank where there is none. */
export type PartText = { value: string; weight: string; fixed: boolean; note: string };
export type SplitText = {
  method: AllocationMethod;
  baseFigure: string | null;
  basePeriod: string;
  parts: Record<string, PartText>;
};

const blank: PartText = { value: '', weight: '', fixed: false, note: '' };

export const textOf = (page: AllocationPage): SplitText => ({
  method: page.method,
  baseFigure: page.baseFigure,
  basePeriod: page.basePeriod ?? String(page.target.year - 1),
  parts: Object.fromEntries(
    page.parts.map(({ unitId, value, weight, fixed, note }) => [
      unitId,
      { value: trimDecimal(value ?? ''), weight: trimDecimal(weight ?? ''), fixed, note },
    ]),
  ),
});

const numberIn = (text: string): string | null => (isNumber(text) ? plainInput(text) : null);

/** A part as the rules take it. */
const partOf = (row: AllocationPartRow, text: PartText): Part & { unitId: string } => ({
  unitId: row.unitId,
  value: numberIn(text.value),
  weight: numberIn(text.weight),
  last: row.last,
  fixed: text.fixed,
});

/** The split while it is edited: kept as it is typed, with its balance at once. */
export const useSplit = (page: AllocationPage) => {
  const key = `allocation.${page.target.id}.${page.by.unitId}.${page.version ?? 0}`;
  const saved = textOf(page);
  const whole = page.whole ?? '0';
  const { decimals, direction } = page.target;
  const rules = { whole, rule: page.rule, decimals, direction };
  const partsNow = (of: SplitText) => page.parts.map(row => partOf(row, of.parts[row.unitId] ?? blank));
  const reckoned = (of: SplitText): SplitText => {
    const { parts } = split(partsNow(of), { ...rules, method: of.method });
    const values = parts.map(({ unitId, value }) => [unitId, { ...(of.parts[unitId] ?? blank), value: value ?? '' }]);
    return { ...of, parts: Object.fromEntries(values) };
  };
  // One that is not there yet begins as its method would split it.
  const draft = useDraft<SplitText>(key, page.state === 'new' && page.whole !== null ? reckoned(saved) : saved);
  const text = draft.value;
  const at = (unitId: string): PartText => text.parts[unitId] ?? blank;
  const wrong = page.parts.filter(({ unitId }) =>
    [at(unitId).value, at(unitId).weight].some(one => one.trim() !== '' && !isNumber(one)),
  );
  return {
    text,
    at,
    restored: draft.restored,
    clear: draft.clear,
    balance: balance(partsNow(text), rules),
    findings: split(partsNow(text), { ...rules, method: text.method }).findings,
    wrong: wrong.length,
    changed: JSON.stringify(text) !== JSON.stringify(saved),
    /** What is typed by hand stays when the rest is worked out. */
    type: (unitId: string, patch: Partial<PartText>) =>
      draft.set({ ...text, parts: { ...text.parts, [unitId]: { ...at(unitId), ...patch } } }),
    typeMany: (patches: Record<string, Partial<PartText>>) =>
      draft.set({
        ...text,
        parts: {
          ...text.parts,
          ...Object.fromEntries(
            Object.entries(patches).map(([unitId, patch]) => [unitId, { ...at(unitId), ...patch }]),
          ),
        },
      }),
    choose: (method: AllocationMethod) => draft.set(reckoned({ ...text, method })),
    reckon: () => draft.set(reckoned(text)),
    /** Weights of another base figure came in: they are taken and the rest is worked out anew. */
    weigh: (baseFigure: string | null, basePeriod: string, weights: Record<string, string | null>) =>
      draft.set(
        reckoned({
          ...text,
          baseFigure,
          basePeriod,
          parts: Object.fromEntries(
            page.parts.map(({ unitId }) => [unitId, { ...at(unitId), weight: trimDecimal(weights[unitId] ?? '') }]),
          ),
        }),
      ),
    /** As `indicators.draftAllocation` takes them. */
    given: page.parts.map(({ unitId }) => ({
      unitId,
      value: numberIn(at(unitId).value),
      weight: numberIn(at(unitId).weight),
      fixed: at(unitId).fixed,
      note: at(unitId).note.trim(),
    })),
  };
};

export type Split = ReturnType<typeof useSplit>;
