import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Responsibility } from '../../../../compiler/ledger';
import { useSettleActions } from '../settling/actions';
import { BodyForm } from './body-form';
import { Cell } from './cell';
import { Floating, MenuItem, useFloating } from './floating';

const roles = ['lead', 'assist', 'responsible'] as const;

type Props = { node: string; responsibilities: Responsibility[]; people: Person[]; fact: string | null };

/** 责任: who leads, who assists; each can be changed, renamed, taken out. */
export const Bodies = ({ node, responsibilities, people, fact }: Props) => {
  const { t } = useTranslation('plans');
  const { correct } = useSettleActions();
  const adding = useFloating();
  return (
    <div className="bodies">
      {roles.map(role => {
        const those = responsibilities.filter(one => one.role === role);
        if (those.length === 0) return null;
        return (
          <span key={role} className={`bodies-role bodies-${role}`}>
            <span className="bodies-label">{t(`role.${role}`)}</span>
            {those.map(one => (
              <BodyChip key={one.canonical} node={node} body={one} selected={fact === one.canonical} />
            ))}
          </span>
        );
      })}
      {people.map(person => (
        <span key={`${person.role} ${person.name}`} className="bodies-role">
          <span className="bodies-label">{t(`person.${person.role}`)}</span>
          <span className="chip still">{person.name}</span>
        </span>
      ))}
      <button type="button" className="quiet-button add" onClick={event => adding.open(event.currentTarget)}>
        {t('body.add')}
      </button>
      {adding.anchor && (
        <Floating anchor={adding.anchor} label={t('body.add')} onClose={adding.close}>
          <BodyForm
            onChoose={(name, role) => {
              adding.close();
              correct([{ kind: 'set-responsibility', node, name, role }]);
            }}
          />
        </Floating>
      )}
    </div>
  );
};

const BodyChip = ({ node, body, selected }: { node: string; body: Responsibility; selected: boolean }) => {
  const { t } = useTranslation('plans');
  const { correct, select } = useSettleActions();
  const menu = useFloating();
  const [renaming, setRenaming] = useState(false);
  const close = () => {
    menu.close();
    setRenaming(false);
  };
  const name = body.canonical;
  return (
    <>
      <button
        type="button"
        className={`chip${selected ? ' selected' : ''}`}
        aria-haspopup="menu"
        title={body.name === name ? undefined : t('body.written', { name: body.name })}
        onClick={event => {
          if (body.span[1] > body.span[0]) select(node, name, 'facts');
          menu.open(event.currentTarget);
        }}
      >
        {name}
      </button>
      {menu.anchor && (
        <Floating anchor={menu.anchor} label={name} onClose={close} menu={!renaming}>
          {renaming ? (
            <Cell
              className="framed"
              value={name}
              label={t('body.rename')}
              onCommit={to => {
                close();
                if (to) correct([{ kind: 'rename-organization', from: name, to }]);
              }}
            />
          ) : (
            <>
              {roles
                .filter(role => role !== body.role)
                .map(role => (
                  <MenuItem
                    key={role}
                    onClick={() => {
                      close();
                      correct([{ kind: 'set-responsibility', node, name, role }]);
                    }}
                  >
                    {t('body.make', { role: t(`role.${role}`) })}
                  </MenuItem>
                ))}
              <MenuItem onClick={() => setRenaming(true)}>{t('body.rename')}</MenuItem>
              <MenuItem
                onClick={() => {
                  close();
                  correct([{ kind: 'remove-responsibility', node, name }]);
                }}
              >
                {t('body.remove')}
              </MenuItem>
            </>
          )}
        </Floating>
      )}
    </>
  );
};
