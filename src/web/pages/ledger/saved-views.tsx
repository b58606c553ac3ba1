import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../subjects/tasks/schema';
import { useAddress } from '../../address';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { DropPanel } from './drop-panel';
import { viewPatch, viewQuery } from './ledger-address';

/** 视图: filters and columns kept under a name, for oneself or for all. */
export const SavedViews = () => {
  const { t } = useTranslation('ledger');
  const { data: views = [] } = useRead('tasks.views', {});
  const [address] = useAddress();
  const here = viewQuery(address.all);
  const current = views.find(({ query }) => query === here && query !== '');
  return (
    <DropPanel
      label={current ? current.name : t('views.button')}
      title={t('views.title')}
      active={current !== undefined}
      align="right"
    >
      {close => (
        <>
          {views.length === 0 && <p className="quiet">{t('views.none')}</p>}
          <ul className="views">
            {views.map(view => (
              <ViewRow key={view.id} view={view} isCurrent={view === current} close={close} />
            ))}
          </ul>
          {!current && here !== '' && <NewView query={here} close={close} />}
        </>
      )}
    </DropPanel>
  );
};

const ViewRow = ({ view, isCurrent, close }: { view: SavedView; isCurrent: boolean; close: () => void }) => {
  const { t } = useTranslation('ledger');
  const [, setAddress] = useAddress();
  const remove = useWrite('tasks.removeView');
  const save = useWrite('tasks.saveView');
  const takeAway = () =>
    remove.mutate(
      { viewId: view.id },
      {
        onSuccess: () =>
          tell(t('views.removed', { name: view.name }), () =>
            save.mutate({ name: view.name, query: view.query, shared: view.shared }),
          ),
      },
    );
  return (
    <li>
      <button
        type="button"
        className="view-name"
        aria-pressed={isCurrent}
        onClick={() => {
          setAddress(viewPatch(view.query));
          close();
        }}
      >
        {view.name}
        {view.shared && <span className="quiet"> {t('views.isShared')}</span>}
      </button>
      {view.own && (
        <button type="button" className="link-button" onClick={takeAway}>
          {t('views.remove')}
          <span className="visually-hidden"> {view.name}</span>
        </button>
      )}
    </li>
  );
};

const NewView = ({ query, close }: { query: string; close: () => void }) => {
  const { t } = useTranslation('ledger');
  const save = useWrite('tasks.saveView');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { name: name.trim(), query, shared },
      {
        onSuccess: () => {
          tell(t('views.saved', { name: name.trim() }));
          close();
        },
      },
    );
  };
  return (
    <form className="new-view" onSubmit={keep}>
      <TextField label={t('views.name')} value={name} onValue={setName} maxLength={60} required />
      <label className="mine-filter">
        <input type="checkbox" checked={shared} onChange={event => setShared(event.target.checked)} />
        {t('views.share')}
      </label>
      <ErrorNote error={save.error} />
      <Button htmlType="submit" type="primary" disabled={name.trim() === ''} loading={save.isPending}>
        {t('views.save')}
      </Button>
    </form>
  );
};
