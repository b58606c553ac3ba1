import { refuse } from '../../kernel/refusal';
import { openRead } from '../../platform/operation';
import { anyone } from '../org/policy';
import { publicFiguresOf } from './reads/public-figures';
import { publicInput } from './schema';

export const publicFigures = openRead({
  name: 'analysis.publicFigures',
  summary: '公开查询：一个机构对外公开的指标，只有已核定的数据，到县区为止；无需登录',
  input: publicInput,
  perMinute: 60,
  may: anyone,
  run: async ({ db, enter, today }, { body: code }) => {
    const body = await db
      .selectFrom('tenants')
      .select(['tenantId', 'name', 'shortName', 'demoToday'])
      .where('code', '=', code)
      .executeTakeFirst();
    if (!body) return refuse('not-found');
    await enter(body.tenantId);
    return publicFiguresOf(db, body, today);
  },
});
