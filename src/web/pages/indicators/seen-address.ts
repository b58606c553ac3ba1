import type { LensName } from '../../../subjects/reporting/schema';
import type { Address } from '../../address';

const lenses: readonly LensName[] = ['submitted', 'approved', 'accepted'];

/** What the address says of which figures are looked at; the same names on every page of indicators, so that links keep them. */
export type Seen = {
  lens: LensName;
  on: string | undefined;
  asOf: string | undefined;
  tree: 'then' | 'today';
  unitId: string | undefined;
};

const dayOf = (text: string | undefined): string | undefined =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

export const seenIn = (address: Address): Seen => {
  const lens = address.text('lens') as LensName | undefined;
  const unit = address.text('unit');
  return {
    lens: lens && lenses.includes(lens) ? lens : 'accepted',
    on: dayOf(address.text('on')),
    asOf: dayOf(address.text('asOf')),
    tree: address.text('tree') === 'today' ? 'today' : 'then',
    unitId: unit && /^\d{1,18}$/.test(unit) ? unit : undefined,
  };
};

/** The same for a link: only what differs from the usual. */
export const seenSearch = ({ lens, on, asOf, tree, unitId }: Partial<Seen>): Record<string, string> => ({
  ...(lens && lens !== 'accepted' ? { lens } : {}),
  ...(on ? { on } : {}),
  ...(asOf ? { asOf } : {}),
  ...(tree === 'today' ? { tree } : {}),
  ...(unitId ? { unit: unitId } : {}),
});

/** The same for a read: what is not said is left away. */
export const seenInput = ({ lens, on, asOf, tree, unitId }: Seen) => ({
  lens,
  tree,
  ...(on ? { on } : {}),
  ...(asOf ? { asOf } : {}),
  ...(unitId ? { unitId } : {}),
});
