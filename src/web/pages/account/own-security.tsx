import { useRead } from '../../api';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { FactorSection } from './factor-section';
import { OwnSessions } from './own-sessions';
import { PasswordForm } from './password-form';

/** The part of 我的 that keeps the account safe: password, second factor, sessions. */
export const OwnSecurity = () => {
  const { user } = useMe();
  const state = useRead('identity.mine', {});
  if (state.error) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
  // As high as what comes, or all below it would jump.
  if (!state.data) return <LinesSkeleton lines={22} />;
  return (
    <>
      <PasswordForm state={state.data} login={user.login} />
      <FactorSection state={state.data} login={user.login} />
      <OwnSessions state={state.data} />
    </>
  );
};
