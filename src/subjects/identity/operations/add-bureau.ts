import { openWrite } from '../../../platform/operation';
import { foundBureau } from '../../org/operations/founding';
import { anyone } from '../policy';
import { addBureauInput } from '../schema';
import { insertLink } from '../store/links';

/**
 * A further body in the same installation. It has no address: whoever operates the server runs it from the command line, and
 * nobody over the network.
 */
export const addBureau = openWrite({
  name: 'identity.addBureau',
  summary: '在同一个安装里再建一个机构和它的第一位管理员（仅限命令行）',
  input: addBureauInput,
  may: anyone,
  run: async (context, founding) => {
    const { tenantId, userId } = await foundBureau(context, { ...founding, passwordHash: null, onlyAsFirst: false });
    const { db, realNow: now } = context;
    const { token, expiresAt } = await insertLink(db, { tenantId, userId, purpose: 'reset', now });
    return { tenantId, link: `/reset/${token}`, expiresAt };
  },
});
