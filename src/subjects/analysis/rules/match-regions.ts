/** A unit that may have a region on a map. */
export type RegionUnit = {
  id: string;
  name: string;
  shortName?: string | null;
  /** 行政区划代码, as text. */
  areaCode?: string | null;
  /** Other names under which a map may know it. */
  aliases?: readonly string[];
};

type Found = { name: string; properties: Record<string, unknown> };

/** Where maps in use keep the area code: DataV, national and city open data, and the feature's own id. */
const CODE_KEYS = ['adcode', 'ADCODE', 'areaCode', 'area_code', 'code', 'CODE', 'id', 'gb', 'GB', 'PAC', '区划代码'];
const NAME_KEYS = ['name', 'NAME', 'Name', 'fullname', 'shortName', '名称'];

const textsOf = (properties: Record<string, unknown>, keys: readonly string[]): string[] =>
  keys
    .map(key => properties[key])
    .filter(value => typeof value === 'string' || typeof value === 'number')
    .map(value => String(value).replace(/\s+/g, ''))
    .filter(Boolean);

/** 156 is China in front of its area codes, as the national map writes them. */
const plainCode = (code: string): string => (/^156\d{6}$/.test(code) ? code.slice(3) : code);

/** The area code that a region states itself; null where it states none. */
export const codeOf = (properties: Record<string, unknown>): string | null => {
  const code = textsOf(properties, CODE_KEYS)[0];
  return code === undefined ? null : plainCode(code);
};

/**
 * Which unit each region belongs to: by area code, else by one of its names, written exactly alike but for spaces. A name that two units
 * share matches neither. Several regions may belong to one unit (an island).
 */
export const matchRegions = (
  regions: readonly Found[],
  units: readonly RegionUnit[],
): { matched: (string | null)[]; unmatchedUnits: string[]; unmatchedRegions: string[] } => {
  const byCode = new Map(units.flatMap(({ id, areaCode }) => (areaCode ? [[plainCode(areaCode), id] as const] : [])));
  const byName = new Map<string, string | null>();
  for (const { id, name, shortName, aliases = [] } of units)
    for (const one of new Set([name, shortName ?? '', ...aliases].map(text => text.replace(/\s+/g, ''))))
      if (one) byName.set(one, byName.has(one) ? null : id);
  const matched = regions.map(({ properties }) => {
    const code = textsOf(properties, CODE_KEYS).find(text => byCode.has(plainCode(text)));
    if (code !== undefined) return byCode.get(plainCode(code)) ?? null;
    const name = textsOf(properties, NAME_KEYS).find(text => byName.get(text));
    return name === undefined ? null : (byName.get(name) ?? null);
  });
  const found = new Set(matched);
  return {
    matched,
    unmatchedUnits: units.filter(({ id }) => !found.has(id)).map(({ name, shortName }) => shortName || name),
    unmatchedRegions: regions
      .filter((_, index) => matched[index] === null)
      .map(({ name, properties }) => name || textsOf(properties, CODE_KEYS)[0] || '—'),
  };
};
