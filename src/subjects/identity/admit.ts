import type { Id } from '../../platform/database/tables';
import { type Context, SessionChange } from '../../platform/operation';
import { tenantOfToken } from '../../platform/tokens';
import { placeIn } from './attempt';
import { factorAsked } from './reads';
import type { SignInAnswer, StartedBy } from './schema';
import { endSession, startSession } from './sessions';
import { holdSecurity } from './store/accounts';
import { rememberDevice } from './store/devices';
import { hasFactor } from './store/factors';
import { insertLink } from './store/links';

/** The session that this browser had is over: a new sign-in has a new token (ASVS 5.0 7.2.4). */
async function endFormer({ db, sessionToken, enter }: Context<unknown>, tenantId: Id): Promise<void> {
  const former = sessionToken && tenantOfToken(sessionToken);
  if (!former) return;
  await enter(former);
  await endSession(db, sessionToken);
  await enter(tenantId);
}

/** In: a session, this browser known from now on, a line in the audit. `output` is what the page gets. */
export async function welcome<Output>(
  context: Context<unknown>,
  tenantId: Id,
  userId: Id,
  by: StartedBy,
  output: Output,
): Promise<SessionChange<Output>> {
  const { db, realNow, origin, audit } = context;
  await endFormer(context, tenantId);
  const device = await rememberDevice(db, tenantId, userId, origin.device, placeIn(context), realNow);
  await audit({ kind: 'user', id: userId, after: { signedIn: by } });
  const { userAgent = null, address = null } = origin;
  const token = await startSession(db, tenantId, userId, realNow, { by, userAgent, address });
  return new SessionChange(output, token, device);
}

/** Who has proved a password, or holds a link that stands for one: in, or on to the second factor, or to setting one up. */
export async function admit(
  context: Context<unknown>,
  tenantId: Id,
  userId: Id,
  by: StartedBy,
): Promise<SessionChange<SignInAnswer> | SignInAnswer> {
  const { db, realNow: now } = context;
  const step = async (purpose: 'code' | 'enrol'): Promise<SignInAnswer> => {
    const { token } = await insertLink(db, { tenantId, userId, purpose, now });
    return { next: purpose, token };
  };
  if (await hasFactor(db, tenantId, userId)) return step('code');
  await holdSecurity(db, tenantId);
  if (await factorAsked(db, tenantId, userId)) return step('enrol');
  return welcome<SignInAnswer>(context, tenantId, userId, by, { next: 'in' });
}
