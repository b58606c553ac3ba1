import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenRow } from '../../../subjects/identity/tokens/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { tell } from '../../parts/tell';
import { useScopeNames } from './scope-names';
import './tokens.css';

/** Tokens with scope, end, last use and a way to revoke; those that are over stand behind a button. */
export const TokenTable = ({ tokens, holders = false }: { tokens: readonly TokenRow[]; holders?: boolean }) => {
  const { t } = useTranslation('sign-on');
  const [past, setPast] = useState(false);
  const revoke = useWrite('identity.revokeToken');
  const over = tokens.filter(({ state }) => state !== 'valid').length;
  const shown = tokens.filter(({ state }) => past || state === 'valid');
  return (
    <>
      {shown.length > 0 && (
        <ul className="token-list">
          {shown.map(token => (
            <TokenLine
              key={token.id}
              token={token}
              holder={holders}
              onRevoke={() =>
                revoke.mutate(
                  { tokenId: token.id },
                  { onSuccess: () => tell(t('tokens.revoked', { name: token.name })) },
                )
              }
            />
          ))}
        </ul>
      )}
      <ErrorNote error={revoke.error} />
      {over > 0 && (
        <p>
          <button type="button" className="link-button" aria-expanded={past} onClick={() => setPast(!past)}>
            {t('tokens.past', { count: over })}
          </button>
        </p>
      )}
    </>
  );
};

type Line = { token: TokenRow; holder: boolean; onRevoke: () => void };

const TokenLine = ({ token, holder, onRevoke }: Line) => {
  const { t } = useTranslation('sign-on');
  const namesOf = useScopeNames();
  // The real date: a token does not live by the demonstration's clock.
  const day = (at: string) => timeInChina(at).date;
  const facts = [
    holder && `${token.holder.name} ${token.holder.login}`,
    namesOf(token.scopes),
    `${t('tokens.until')} ${day(token.expiresAt)}`,
    token.usedAt ? `${t('tokens.used')} ${day(token.usedAt)}` : t('tokens.never'),
  ];
  return (
    <li>
      <div>
        <p>
          {token.name}
          {token.state !== 'valid' && <span className="quiet"> {t(`tokens.state.${token.state}`)}</span>}
        </p>
        <p className="quiet">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {token.state === 'valid' && (
        <Popconfirm
          icon={null}
          title={t('tokens.revokeAsk')}
          okText={t('tokens.revoke')}
          cancelText={t('tokens.cancel')}
          onConfirm={onRevoke}
        >
          <Button size="small" aria-label={`${t('tokens.revoke')} ${token.name}`}>
            {t('tokens.revoke')}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
};
