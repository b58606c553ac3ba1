import fc from 'fast-check';
import { hostileIds, hostileTexts, hostileValues } from './hostile-values';

type Holder = Record<string, unknown> | unknown[];
type Place = { holder: Holder; key: string | number };

const placesIn = (value: unknown, found: Place[] = []): Place[] => {
  if (value === null || typeof value !== 'object') return found;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    found.push({ holder: value as Holder, key });
    placesIn((value as Record<string | number, unknown>)[key], found);
  }
  return found;
};

type Change = (place: Place, choice: number) => void;
const put = (place: Place, value: unknown): void => {
  (place.holder as Record<string | number, unknown>)[place.key] = value;
};
const one = <T>(list: readonly T[], choice: number): T => list[choice % list.length]!;

const changes: readonly Change[] = [
  (place, choice) => put(place, one(hostileValues, choice)),
  (place, choice) => put(place, one(hostileTexts, choice)),
  (place, choice) => put(place, one(hostileIds, choice)),
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key as string];
  },
  ({ holder }, choice) => {
    if (!Array.isArray(holder))
      holder[one(['constructor', 'tenantId', 'tenant_id', 'actor', 'hasOwnProperty'], choice)] = '2';
  },
  place => put(place, [(place.holder as Record<string | number, unknown>)[place.key]]),
  place => put(place, String((place.holder as Record<string | number, unknown>)[place.key])),
];

/** Spoils one to three places of an input: other types, missing and added fields, values out of every range. */
export const mutated = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      valid,
      fc.array(fc.tuple(fc.nat(1000), fc.nat(changes.length - 1), fc.nat(1000)), { minLength: 1, maxLength: 3 }),
      fc.nat(40),
    )
    .map(([value, steps, whole]) => {
      if (whole < 2) return one(hostileValues, steps[0]![0]);
      const copy = structuredClone({ input: value });
      for (const [at, kind, choice] of steps) {
        const places = placesIn(copy.input);
        if (places.length > 0) changes[kind]!(places[at % places.length]!, choice);
      }
      return copy.input;
    });

/** JSON that no serializer writes: keys that stand twice, and keys that reach for the prototype. */
export const spoiledJson = (json: string, how: number): string => {
  const additions = [
    '"__proto__":{"polluted":true,"isAdmin":true},',
    '"constructor":{"prototype":{"polluted":true}},',
    '"taskId":"1","taskId":"2",',
    '"__proto__":null,',
  ];
  return json.startsWith('{') && json.length > 2 ? `{${one(additions, how)}${json.slice(1)}` : json;
};
