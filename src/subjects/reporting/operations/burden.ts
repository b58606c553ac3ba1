import { read } from '../../../platform/operation';
import { type BurdenPage, burdenInput } from '../form-schema';
import { mayLook } from '../policy';
import { burdenPage } from '../reads/burden';

export const burden = read({
  name: 'reporting.burden',
  summary: '填报负担：各单位每月要填多少格、多少分钟，哪些数据项重复要',
  input: burdenInput,
  may: mayLook,
  run: ({ db, actor, today }, { limit }): Promise<BurdenPage> => burdenPage(db, actor, today, limit),
});
