import { canonicalJson } from '../../../src/kernel/canonical';

/** What the places of the product say, each of one thing: `value kg-coverage 望湖区 2026-08 accepted`. */
export type Said = {
  say: (place: string, about: string, what: unknown) => void;
  /** Of what two places do not say the same. */
  differences: () => { about: string; said: Record<string, unknown> }[];
  /** How many things several places speak of, by the kind of thing (its first word) and place. */
  shared: () => Record<string, Record<string, number>>;
};

export const nothingSaid = (): Said => {
  const things = new Map<string, Map<string, string>>();
  const spokenOfTwice = () => [...things].filter(([, byPlace]) => byPlace.size > 1);
  return {
    say: (place, about, what) => {
      const byPlace = things.get(about) ?? new Map<string, string>();
      things.set(about, byPlace);
      const words = canonicalJson(what);
      const before = byPlace.get(place);
      if (before !== undefined && before !== words) byPlace.set(`${place}, again`, words);
      else byPlace.set(place, words);
    },
    differences: () =>
      spokenOfTwice()
        .filter(([, byPlace]) => new Set(byPlace.values()).size > 1)
        .map(([about, byPlace]) => ({
          about,
          said: Object.fromEntries([...byPlace].map(([place, words]) => [place, JSON.parse(words)])),
        })),
    shared: () => {
      const counts: Record<string, Record<string, number>> = {};
      for (const [about, byPlace] of spokenOfTwice()) {
        const [kind = ''] = about.split(' ');
        const ofKind = counts[kind] ?? {};
        counts[kind] = ofKind;
        for (const place of byPlace.keys()) ofKind[place] = (ofKind[place] ?? 0) + 1;
      }
      return counts;
    },
  };
};
