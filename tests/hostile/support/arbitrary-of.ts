import fc from 'fast-check';
import { z } from 'zod';
import { hostileDates, hostileIds, hostileTexts } from './hostile-values';

/** The parts of JSON Schema that zod writes. */
type Schema = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
};

/** What there is (ids, nodes, periods) by what a field is called (`taskId`); under `''` the ids for every other field. */
export type Ids = Readonly<Record<string, readonly string[]>>;

const text = ({ minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
      { weight: 2, arbitrary: fc.constantFrom('推进幼儿园建设', '青溪市', 'a1b2c3d4', '2026') },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom('长'.repeat(Math.min(maxLength, 5000)), 'x'.repeat(minLength || 1)) },
    )
    .map(said => said.padEnd(minLength, '甲').slice(0, maxLength));

const number = ({ type, minimum, maximum }: Schema): fc.Arbitrary<number> => {
  const low = Math.max(minimum ?? -1e6, -(2 ** 53));
  const high = Math.min(maximum ?? 1e6, 2 ** 53);
  // A version, a share of a hundred, a year.
  const likely = [1, 2, 3, 50, 2026].filter(one => one >= low && one <= high);
  const any =
    type === 'integer' ? fc.integer({ min: low, max: high }) : fc.double({ min: low, max: high, noNaN: true });
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...(likely.length > 0 ? likely : [low])) },
    { weight: 1, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom(minimum ?? -(2 ** 31) - 1, maximum ?? 2 ** 31) },
  );
};

const idNamed = (ids: Ids, name: string): fc.Arbitrary<string> => {
  const known = ids[name]?.length ? ids[name] : (ids[''] ?? []);
  return fc.oneof(
    { weight: 24, arbitrary: known.length ? fc.constantFrom(...known) : fc.constant('1') },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileIds) },
  );
};

const string = (schema: Schema, ids: Ids, name: string): fc.Arbitrary<string> => {
  if (schema.format === 'date')
    return fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('2099-12-31', '2026-12-31', '2027-06-30', '2024-02-29') },
      { weight: 1, arbitrary: fc.constantFrom(...hostileDates) },
    );
  if (schema.pattern?.startsWith('^\\d{1,19}$')) return idNamed(ids, name);
  if (ids[name]) return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids[name]) }, text(schema));
  if (schema.pattern)
    return fc.oneof({ weight: 4, arbitrary: fc.stringMatching(new RegExp(schema.pattern)) }, text(schema));
  return text(schema);
};

const fromSchema = (schema: Schema, ids: Ids, name: string): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(choice => fromSchema(choice, ids, name)));
  if (schema.allOf) return fromSchema(Object.assign({}, ...schema.allOf) as Schema, ids, name);
  switch (schema.type) {
    case 'string':
      return string(schema, ids, name);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { prefixItems, items = {}, minItems = 0, maxItems = 20 } = schema;
      if (prefixItems) return fc.tuple(...prefixItems.map(item => fromSchema(item, ids, name)));
      return fc.array(fromSchema(items, ids, name.replace(/s$/, '')), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + 4),
      });
    }
    case 'object': {
      const properties = Object.entries(schema.properties ?? {});
      const fields = Object.fromEntries(properties.map(([key, field]) => [key, fromSchema(field, ids, key)]));
      const requiredKeys = (schema.required ?? []).filter(key => key in fields);
      return fc.record(fields, { requiredKeys, noNullPrototype: true });
    }
    default:
      return fc.anything({ maxDepth: 2 });
  }
};

/** Inputs as an operation's own schema describes them, with hostile texts wherever text may stand. */
export const arbitraryOf = (input: z.ZodType, ids: Ids): fc.Arbitrary<unknown> =>
  fromSchema(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, ids, '');
