import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LensName } from '../../../subjects/reporting/schema';
import type { SetAddress } from '../../address';
import { useMe } from '../../me';
import { useNarrow } from '../../use-narrow';
import type { Seen } from './seen-address';
import './seen-bar.css';

type Props = { seen: Seen; lenses: readonly LensName[]; onChange: SetAddress; children?: React.ReactNode };

/** 口径, 日期, 按某日所知, 单位隶属: which figures are looked at. */
export const SeenBar = ({ seen, lenses, onChange, children }: Props) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  const id = useId();
  const narrow = useNarrow();
  const offered = lenses.includes(seen.lens) ? lenses : [...lenses, seen.lens];
  const fields = (
    <>
      <label htmlFor={`${id}-lens`}>
        {t('seen.lens')}
        <select
          id={`${id}-lens`}
          value={seen.lens}
          onChange={({ target }) => onChange({ lens: target.value === 'accepted' ? null : target.value })}
        >
          {offered.map(lens => (
            <option key={lens} value={lens}>
              {t(`lens.${lens}`)}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}-on`}>
        {t('seen.on')}
        <input
          id={`${id}-on`}
          type="date"
          value={seen.on ?? me.today}
          onChange={({ target }) => onChange({ on: target.value === me.today ? null : target.value })}
        />
      </label>
      <label htmlFor={`${id}-asof`}>
        {t('seen.asOf')}
        <input
          id={`${id}-asof`}
          type="date"
          max={me.today}
          value={seen.asOf ?? ''}
          onChange={({ target }) => onChange({ asOf: target.value })}
        />
      </label>
      <label htmlFor={`${id}-tree`}>
        {t('seen.tree')}
        <select
          id={`${id}-tree`}
          value={seen.tree}
          onChange={({ target }) => onChange({ tree: target.value === 'today' ? 'today' : null })}
        >
          <option value="then">{t('seen.then')}</option>
          <option value="today">{t('seen.today')}</option>
        </select>
      </label>
    </>
  );
  return (
    <fieldset className="seen-bar no-print">
      <legend className="visually-hidden">{t('seen.label')}</legend>
      {children}
      {narrow ? (
        <details className="seen-more">
          <summary>
            {t('seen.label')} · {t(`lens.${seen.lens}`)}
          </summary>
          {fields}
        </details>
      ) : (
        fields
      )}
    </fieldset>
  );
};
