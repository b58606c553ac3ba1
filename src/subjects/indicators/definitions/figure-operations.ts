import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { catalogueOf } from './catalogue';
import { mayDefine, mayReadDefinitions } from './policy';
import { dimensionRows, figureRows } from './reads';
import { expectLead, expectVersion, saveOne } from './save-one';
import {
  type DimensionsPage,
  type FiguresPage,
  figuresInput,
  type Saved,
  saveDimensionInput,
  saveFigureInput,
} from './schema';

export const figures = read({
  name: 'indicators.figures',
  summary: '数据项：收集哪些数，按什么分组，谁牵头，用在哪些算式和报表里',
  input: figuresInput,
  may: mayReadDefinitions,
  run: async ({ db, actor, today }, input): Promise<FiguresPage> => ({
    figures: await figureRows(db, actor.tenantId, { ...input, today }),
    maySave: mayDefine(actor),
  }),
});

export const dimensions = read({
  name: 'indicators.dimensions',
  summary: '分组维度及其选项',
  input: z.object({}),
  may: mayReadDefinitions,
  run: async ({ db, actor }): Promise<DimensionsPage> => ({
    dimensions: await dimensionRows(db, actor.tenantId),
    maySave: mayDefine(actor),
  }),
});

export const saveFigure = write({
  name: 'indicators.saveFigure',
  summary: '新增或修改数据项；已有报表或数据的，单位和分组不能再改',
  input: saveFigureInput,
  may: mayDefine,
  run: async (context, { figureId, version, ...fields }): Promise<Saved> => {
    const held = await catalogueOf(context.db, context.actor.tenantId, true);
    const before = await expectVersion(context, 'figure', held.figures, figureId, version);
    await expectLead(context, fields.leadUnitId);
    if (!before && held.figures.some(one => one.fields.code === fields.code))
      refuse('already-exists', { name: fields.code });
    return saveOne(context, held, { figures: [{ id: before?.id ?? null, fields, at: '' }] });
  },
});

export const saveDimension = write({
  name: 'indicators.saveDimension',
  summary: '新增或修改分组维度；有数据的选项不能去掉',
  input: saveDimensionInput,
  may: mayDefine,
  run: async (context, { dimensionId, version, ...fields }): Promise<Saved> => {
    const held = await catalogueOf(context.db, context.actor.tenantId, true);
    const before = await expectVersion(context, 'dimension', held.dimensions, dimensionId, version);
    if (!before && held.dimensions.some(one => one.fields.code === fields.code))
      refuse('already-exists', { name: fields.code });
    return saveOne(context, held, { dimensions: [{ id: before?.id ?? null, fields, at: '' }] });
  },
});
