import {
  account,
  disableAccount,
  enableAccount,
  endSessionsOfAccount,
  makeResetLink,
  resetFactor,
  saveSecurity,
  security,
} from './operations/accounts';
import { acceptInvitation, createBureau, invitation, resetLink, resetPassword } from './operations/beginning';
import { changePassword, endOtherSessions, endSession, mine } from './operations/own-account';
import {
  beginEnrolment,
  beginFactor,
  confirmEnrolment,
  confirmFactorCode,
  removeOwnFactor,
  renewRecoveryCodes,
} from './operations/second-factor';
import { enter, signIn, signInCode, signOut } from './operations/sign-in';

/** The table of this subject's operations. */
export const identityOperations = [
  createBureau,
  signIn,
  signInCode,
  beginEnrolment,
  confirmEnrolment,
  signOut,
  enter,
  invitation,
  acceptInvitation,
  resetLink,
  resetPassword,
  mine,
  changePassword,
  endSession,
  endOtherSessions,
  beginFactor,
  confirmFactorCode,
  renewRecoveryCodes,
  removeOwnFactor,
  account,
  makeResetLink,
  disableAccount,
  enableAccount,
  resetFactor,
  endSessionsOfAccount,
  security,
  saveSecurity,
] as const;
