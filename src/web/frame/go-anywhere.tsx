import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../subjects/overview/schema';
import { useRead } from '../api';
import { useMe, useYear } from '../me';
import { Dialog } from '../parts/dialog';
import { LightMark } from '../parts/light-mark';
import { entriesFor, entryPaths } from './entries';
import './go-anywhere.css';

type Place = {
  key: string;
  to: string;
  search?: Record<string, string>;
  title: string;
  detail: string;
  hit?: SearchHit;
};

const placeOf = (hit: SearchHit, kind: string): Place => {
  const key = `${hit.kind} ${hit.id} ${hit.planId ?? ''}`;
  const place = { key, title: hit.title, detail: [kind, hit.detail].filter(Boolean).join(' · '), hit };
  if (hit.kind === 'unit') return { ...place, to: '/ledger', search: { unit: hit.id } };
  if (hit.kind === 'node') return { ...place, to: `/plans/${hit.planId}`, search: { node: hit.id } };
  return { ...place, to: `/tasks/${hit.id}` };
};

/** Ctrl-K: a few letters lead to any task, unit, sentence of the plan or page. */
export const GoAnywhere = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const me = useMe();
  const year = useYear();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const q = useDeferredValue(text.trim());
  const { data: hits, isFetching } = useRead('overview.search', { q, year }, { enabled: q.length > 0, keep: true });
  const list = useRef<HTMLDivElement>(null);

  const pages: Place[] = entriesFor(me)
    .map(entry => ({ key: entry, to: entryPaths[entry], title: t(`frame:entry.${entry}`), detail: t('frame:go.page') }))
    .filter(place => q === '' || place.title.toLowerCase().includes(q.toLowerCase()));
  const found = q === '' ? [] : (hits ?? []).map(hit => placeOf(hit, t(`frame:go.${hit.kind}`)));
  const places = [...pages, ...found];
  const current = Math.min(at, places.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  const go = (place: Place | undefined) => {
    if (!place) return;
    onClose();
    void navigate({ to: place.to, search: { year: String(year), ...place.search } as never });
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + places.length) % Math.max(places.length, 1));
    }
    if (event.key === 'Enter') go(places[current]);
  };

  return (
    <Dialog title={t('frame:go.title')} onClose={onClose} bare>
      <input
        className="go-input"
        data-first
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={places.length > 0 ? `${id}-${current}` : undefined}
        aria-label={t('frame:search.label')}
        placeholder={t('frame:search.placeholder')}
        value={text}
        autoComplete="off"
        onChange={event => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={steer}
      />
      <div className="go-list" id={`${id}-list`} role="listbox" aria-label={t('frame:go.results')} ref={list}>
        {places.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys are those of the input
          <div
            key={place.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className="go-place"
            onClick={() => go(place)}
          >
            <span className="go-title">{place.title}</span>
            <span className="go-detail">
              {place.detail} {place.hit?.light && <LightMark light={place.hit.light} />}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className="go-none">
        {q !== '' && !isFetching && found.length === 0 ? t('frame:go.none', { q }) : ''}
      </p>
    </Dialog>
  );
};
