import { z } from 'zod';
import type { Finding } from '../../../kernel/finding';
import { parseJson } from '../../../kernel/parse-json';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import { type Context, Download, read, write } from '../../../platform/operation';
import { unitsOf } from '../../org/reads';
import { comparableName } from '../../org/rules';
import { knownUnits, shippedPack, shippedPackNames } from '../reads/shipped-packs';
import type { Change, DefinitionChanges } from '../rules/definition-changes';
import { type Pack, readPack } from '../rules/pack';
import { wantedOf } from '../rules/pack-changes';
import { catalogueOf, changesOf } from './catalogue';
import { exportedPack } from './export-pack';
import { mayDefine, mayReadDefinitions } from './policy';
import {
  exportPackInput,
  type ImportCounts,
  type ImportedPack,
  importPackFileInput,
  importPackInput,
  type PackRow,
} from './schema';
import { putChanges } from './store';

const OWN_PACK = 'own';
// Enough to look through before it is taken.
const MOST_CHANGES = 2_000;

let summaries: Omit<PackRow, 'imported'>[] | null = null;

// Files that come with the program: compiled once to be counted.
const shipped = (): Omit<PackRow, 'imported'>[] => {
  summaries ??= shippedPackNames().flatMap(name => {
    const { pack } = readPack(shippedPack(name), { units: knownUnits() });
    if (!pack) return [];
    const { figures, indicators, forms } = pack;
    const counts = { figures: figures.length, indicators: indicators.length, forms: forms.length };
    return [{ pack: name, name: pack.name, ...counts }];
  });
  return summaries;
};

export const packs = read({
  name: 'indicators.packs',
  summary: '随程序提供的业务包',
  input: z.object({}),
  may: mayReadDefinitions,
  run: async ({ db, actor }): Promise<{ packs: PackRow[] }> => {
    const imported = await db
      .selectFrom('indicators')
      .select('pack')
      .distinct()
      .where('tenantId', '=', actor.tenantId)
      .where('pack', 'is not', null)
      .execute();
    return {
      packs: shipped().map(row => ({ ...row, imported: imported.some(({ pack }) => pack === row.pack) })),
    };
  },
});

const countsOf = (changes: readonly Change<{ code: string | null }>[], kept: string[]): ImportCounts => {
  const codes = (fits: (change: Change<{ code: string | null }>) => boolean) =>
    changes.filter(fits).map(({ fields }) => fields.code ?? '');
  return {
    created: codes(({ before }) => before === null),
    changed: codes(({ before, changes }) => before !== null && changes.length > 0),
    same: codes(({ before, changes }) => before !== null && changes.length === 0).length,
    kept,
  };
};

const fieldsChanged = ({ dimensions, figures, indicators }: DefinitionChanges): ImportedPack['changes'] => {
  const listed = (
    kind: ImportedPack['changes'][number]['kind'],
    all: readonly Change<{ code: string | null; name: string }>[],
  ) =>
    all.flatMap(({ fields, changes }) =>
      changes.map(change => ({ kind, code: fields.code ?? '', name: fields.name, ...change })),
    );
  return [...listed('dimension', dimensions), ...listed('figure', figures), ...listed('indicator', indicators)].slice(
    0,
    MOST_CHANGES,
  );
};

/** Units by what a pack may call them: name, short name or alias; of several names (教科所、教育科学研究院) the first that there is. */
const unitFinder = async ({ db, actor }: Context): Promise<(names: string) => Id | null> => {
  const byName = new Map<string, Id>();
  for (const unit of (await unitsOf(db, actor.tenantId)).toReversed())
    for (const name of [...unit.aliases, unit.shortName, unit.name]) byName.set(comparableName(name), unit.id);
  return names =>
    names
      .split('、')
      .map(name => byName.get(comparableName(name)))
      .find(id => id !== undefined) ?? null;
};

const warning = (language: string, code: string, at: string, values: Record<string, unknown>): Finding => ({
  code,
  level: 'warning',
  message: say(language, `definition-findings:${code}`, values),
  at,
});

const leadsUnknown = (pack: Pack, unitNamed: (name: string) => Id | null, language: string): Finding[] => {
  const places = new Map<string, string>();
  for (const kind of ['figures', 'indicators'] as const)
    for (const { code, lead } of pack[kind])
      if (lead !== '' && !places.has(lead) && unitNamed(lead) === null) places.set(lead, `${kind}[${code}].lead`);
  return [...places].map(([lead, at]) => warning(language, 'lead-unknown', at, { lead }));
};

// A unit of measurement that only this file knows stands for itself here: nothing is kept that could convert it.
const unitsLeftOut = (pack: Pack, language: string): Finding[] =>
  Object.entries(pack.units)
    .filter(([unit, { dimension, factor }]) => {
      const known = knownUnits()[unit];
      return known?.dimension !== dimension || known.factor !== factor;
    })
    .map(([unit]) => warning(language, 'units-left-out', `units.${unit}`, { unit }));

const refuseWith = (findings: readonly Finding[]): never => {
  const errors = findings.filter(({ level }) => level === 'error');
  throw new Refusal('definition-has-errors', { count: errors.length, findings });
};

async function take(
  context: Context,
  json: unknown,
  { from, dry, keep }: { from: string | null; dry: boolean; keep: readonly string[] },
): Promise<ImportedPack> {
  const { db, actor, audit } = context;
  const { tenantId, language } = actor;
  const held = await catalogueOf(db, tenantId, !dry);
  const surroundings = {
    units: knownUnits(),
    figures: held.figures.map(({ fields }) => fields),
    dimensions: held.dimensions.map(({ fields }) => fields),
    language,
  };
  const { pack, findings } = readPack(json, surroundings);
  if (!pack) return refuseWith(findings);
  const unitNamed = await unitFinder(context);
  const kept = new Set(keep);
  const wanted = wantedOf(pack, held, { unitNamed, keep: kept, units: knownUnits() });
  const changes = await changesOf(db, tenantId, held, wanted, { language });
  if (changes.findings.length > 0) refuseWith(changes.findings);
  const code = from ?? pack.code ?? OWN_PACK;
  const leftOf = (all: readonly { code: string }[], list: readonly { fields: { code: string | null } }[]) => {
    const taken = new Set(list.map(({ fields }) => fields.code));
    return all.map(one => one.code).filter(one => !taken.has(one));
  };
  const result: ImportedPack = {
    pack: code,
    name: pack.name,
    dry,
    dimensions: countsOf(changes.dimensions, leftOf(pack.dimensions, wanted.dimensions)),
    figures: countsOf(changes.figures, leftOf(pack.figures, wanted.figures)),
    indicators: countsOf(changes.indicators, leftOf(pack.indicators, wanted.indicators)),
    forms: pack.forms.length,
    changes: fieldsChanged(changes),
    findings: [...leadsUnknown(pack, unitNamed, language), ...unitsLeftOut(pack, language)],
  };
  if (dry) return result;
  await putChanges(context, changes, code);
  const { created, changed } = result.indicators;
  const touched = result.figures.created.length + result.figures.changed.length + created.length + changed.length;
  const amount = ({ created, changed, same }: ImportCounts) => ({
    created: created.length,
    changed: changed.length,
    same,
  });
  if (touched > 0)
    await audit({
      kind: 'pack',
      id: code,
      after: { figures: amount(result.figures), indicators: amount(result.indicators) },
    });
  return result;
}

export const importPack = write({
  name: 'indicators.importPack',
  summary: '导入随程序提供的业务包；dry 只说会有什么变化，不改动',
  input: importPackInput,
  may: mayDefine,
  run: async (context, { pack, dry, keep }): Promise<ImportedPack> =>
    take(context, shippedPack(pack) ?? refuse('unknown-pack', { pack }), { from: pack, dry, keep }),
});

export const importPackFile = write({
  name: 'indicators.importPackFile',
  summary: '导入自己的业务包（上传的 JSON 文件）；有一处不对就全部不导入',
  input: importPackFileInput,
  uploaded: ({ fileId }) => fileId,
  may: mayDefine,
  run: async (context, { fileId, dry, keep }): Promise<ImportedPack> => {
    const { db, actor, files } = context;
    const file =
      (await db
        .selectFrom('files')
        .select(['sha256', 'name'])
        .where('tenantId', '=', actor.tenantId)
        .where('id', '=', fileId)
        .where('createdBy', '=', actor.userId)
        .executeTakeFirst()) ?? refuse('not-found');
    const text = (await files.get(file.sha256)).toString('utf8').replace(/^\uFEFF/, '');
    return take(context, parsed(text, actor.language), { from: null, dry, keep });
  },
});

const parsed = (text: string, language: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    const message = say(language, 'definition-findings:not-json');
    return refuseWith([{ code: 'not-json', level: 'error', message, at: '' }]);
  }
};

export const exportPack = read({
  name: 'indicators.exportPack',
  summary: '导出指标目录为业务包文件（JSON），可以改了再导入，也可以给别的机构用',
  input: exportPackInput,
  may: mayReadDefinitions,
  run: async ({ db, actor }, { pack }): Promise<Download> => {
    const content = await exportedPack(db, actor.tenantId, pack ?? null);
    const name = `${say(actor.language, 'definition-findings:exportName')}${pack ? `-${pack}` : ''}.json`;
    return new Download(name, 'application/json', Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
  },
});
