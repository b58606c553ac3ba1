import type { Aims, At } from '../support/aim';

const GOOD = '春江水暖鸭先知 2026';
// Of the right form, and nobody's.
const NO_TOKEN = `1.${'x'.repeat(43)}`;
const person = ({ thing }: At) => ({ userId: thing.userId });

/** Accounts and how one comes in. */
export const identityAims: Aims = {
  // How one comes in
  'identity.createBureau': {
    self: true,
    input: () => ({ name: '新局教育', shortName: '新局', login: 'newcomer', userName: '新人', password: GOOD }),
  },
  'identity.signIn': { self: true, input: () => ({ login: 'nobody.here', password: GOOD, tenant: 'own' }) },
  'identity.signInCode': { self: true, input: () => ({ token: NO_TOKEN, code: '000000' }) },
  'identity.beginEnrolment': { self: true, input: () => ({ token: NO_TOKEN }) },
  'identity.confirmEnrolment': { self: true, input: () => ({ token: NO_TOKEN, code: '000000' }) },
  'identity.enter': { self: true, input: () => ({ token: NO_TOKEN }) },
  'identity.signOut': { self: true },
  'identity.invitation': { input: ({ thing }) => ({ token: thing.invitationToken }) },
  // The link is the right, as the two looks show; nothing hangs on who holds it.
  'identity.acceptInvitation': { self: true, input: ({ thing }) => ({ token: thing.invitationToken, password: GOOD }) },
  'identity.resetLink': { input: ({ thing }) => ({ token: thing.resetToken }) },
  'identity.resetPassword': { self: true, input: ({ thing }) => ({ token: thing.resetToken, password: GOOD }) },
  // One's own account
  'identity.mine': { shows: 'session' },
  'identity.changePassword': { self: true, input: () => ({ next: GOOD }) },
  'identity.endSession': { input: ({ thing }) => ({ sessionId: thing.account.sessionId }) },
  'identity.endOtherSessions': { self: true },
  'identity.beginFactor': { self: true },
  'identity.confirmFactor': { self: true, input: () => ({ code: '000000' }) },
  'identity.renewRecoveryCodes': { self: true, input: () => ({ code: '000000' }) },
  'identity.removeFactor': { self: true, input: () => ({ code: '000000' }) },
  'identity.tokens': { shows: 'account' },
  'identity.createToken': { self: true, input: () => ({ name: '汇总程序', scopes: ['read'], days: 30 }) },
  'identity.revokeToken': { input: ({ thing }) => ({ tokenId: thing.account.tokenId }) },
  'identity.links': { shows: 'account' },
  'identity.removeLink': { input: ({ thing }) => ({ linkId: thing.account.linkId }) },
  // Everybody's accounts
  'identity.account': { input: person, shows: 'theirSession' },
  'identity.links person': { input: person, shows: 'theirAccount' },
  'identity.setSignOnName': { input: ({ thing }) => ({ userId: thing.userId, name: 'sign.on.name' }) },
  'identity.makeResetLink': { input: person },
  'identity.disableAccount': { input: person },
  'identity.enableAccount': { input: person },
  'identity.resetFactor': { input: person },
  'identity.endSessionsOf': { input: person },
  'identity.allTokens': { shows: 'account' },
  'identity.security': { self: true },
  'identity.saveSecurity': { self: true, input: () => ({ idleHours: 12, absoluteDays: 14, secondFactorRoles: [] }) },
};
