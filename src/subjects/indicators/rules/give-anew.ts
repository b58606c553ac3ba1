import type { Decimal, Id } from '../../../platform/database/tables';
import type { AllocationRule } from '../schema';
import type { Part } from './allocation';
import { mergedShare } from './merge-parts';
import type { Direction } from './targets';

type GivenPart = Part & { unitId: Id };

/** 收回: the parts of a split without those of some units. */
export const withoutUnits = <Given extends GivenPart>(parts: readonly Given[], unitIds: readonly Id[]): Given[] =>
  parts.filter(({ unitId }) => !unitIds.includes(unitId));

/** 重新下达: the parts of a split with what another unit had given: a part of its own, or together with the one that the unit has. */
export const withGiven = (
  parts: readonly GivenPart[],
  { unitId, value }: { unitId: Id; value: Decimal | null },
  { rule, direction }: { rule: AllocationRule; direction: Direction },
): GivenPart[] => {
  const blank = { value, weight: null, last: null };
  const known = parts.find(part => part.unitId === unitId);
  if (!known) return [...parts, { unitId, ...blank, fixed: true }];
  const { value: both } = mergedShare(rule, direction, known, blank);
  return parts.map(part => (part === known ? { ...part, value: both, fixed: true } : part));
};
