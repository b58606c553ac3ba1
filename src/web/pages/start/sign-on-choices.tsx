import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SignOnProblem } from '../../../subjects/identity/federation/schema';
import { stringifySearch, useAddress } from '../../address';
import { useSignOnChoices } from '../../sign-on';
import '../../parts/notes.css';

/** 单点登录: a button for each provider (of one body, where that is chosen); nothing where there is none. */
export const SignOnButtons = ({ tenant }: { tenant?: string | undefined }) => {
  const { t } = useTranslation('sign-on');
  const [address] = useAddress();
  const choices = useSignOnChoices().filter(choice => !tenant || choice.tenant === tenant);
  if (choices.length === 0) return null;
  const search = stringifySearch({ next: address.text('next') });
  return (
    <div className="sign-on">
      {choices.map(choice => (
        <Button key={choice.address} href={choice.address + search} block size="large">
          {t('with', { label: choice.label })}
        </Button>
      ))}
      <p className="quiet">{t('or')}</p>
    </div>
  );
};

const problems: Record<SignOnProblem, true> = {
  unavailable: true,
  refused: true,
  expired: true,
  'not-verified': true,
  'unknown-person': true,
  'no-post': true,
  taken: true,
  disabled: true,
  'not-through-proxy': true,
};

/** Why the sign-in at a provider came to nothing: it comes back with the address. */
export const SignOnTrouble = () => {
  const { t } = useTranslation(['sign-on', 'frame']);
  const [address] = useAddress();
  const problem = address.text('problem');
  if (problem === undefined || !Object.hasOwn(problems, problem)) return null;
  return (
    <div className="error-note" role="alert">
      <p>{t(`sign-on:problem.${problem}`)}</p>
      <div className="error-foot">
        <span>{t('frame:error.code', { code: problem })}</span>
      </div>
    </div>
  );
};
