import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { downloadUrl, useRead } from '../../api';
import { PageHead } from '../../parts/page-head';
import '../reporting/reporting.css';
import { ReportingNav } from '../review/reporting-nav';
import './definitions.css';
import { DefinitionDrawer } from './definition-drawer';
import { DimensionDetail } from './dimension-detail';
import { DimensionTable } from './dimension-table';
import { FigureDetail } from './figure-detail';
import { FigureTable } from './figure-table';
import { IndicatorDetail } from './indicator-detail';
import { IndicatorTable } from './indicator-table';
import { PackDialog } from './pack-dialog';

const views = ['indicators', 'figures', 'dimensions'] as const;
type View = (typeof views)[number];
const isView = (name: string | null | undefined): name is View => views.some(view => view === name);
const NEW = 'new';

/** 指标与数据项: what is measured and how, and what is collected for it. The address holds what is open and searched for. */
export const DefinitionsPage = () => {
  const { t } = useTranslation('definitions');
  const [address, setAddress] = useAddress();
  const named = address.text('view');
  const view: View = isView(named) ? named : 'indicators';
  const q = address.text('q') ?? '';
  const kind = address.text('kind') === 'named' ? 'named' : 'all';
  const indicators = useRead('indicators.list', { q, kind }, { keep: true, enabled: view === 'indicators' });
  const figures = useRead('indicators.figures', { q }, { keep: true, enabled: view === 'figures' });
  const dimensions = useRead('indicators.dimensions', {}, { enabled: view === 'dimensions' });
  const maySave = { indicators, figures, dimensions }[view].data?.maySave ?? false;
  const open = address.text('open');
  const close = () => setAddress({ open: null });
  // A few; found by what they are called or one of their options.
  const splits = dimensions.data?.dimensions.filter(({ code, name, options }) =>
    [code, name, ...options.map(option => option.name)].some(text => text.includes(q.trim())),
  );
  const rows = { indicators: indicators.data?.indicators, figures: figures.data?.figures, dimensions: splits }[view];
  const count = rows?.length;
  const dimension = dimensions.data?.dimensions.find(({ id }) => id === open);
  const figure = figures.data?.figures.find(({ id }) => id === open);
  return (
    <div className="page definitions">
      <ReportingNav />
      <PageHead title={t('title')} sub={count === undefined ? t('sub') : t(`count.${view}`, { count })}>
        <Button href={downloadUrl('indicators.exportPack', {})} download>
          {t('export')}
        </Button>
        {maySave && <Button onClick={() => setAddress({ open: 'packs' })}>{t('packs.open')}</Button>}
        {maySave && (
          <Button type="primary" onClick={() => setAddress({ open: NEW })}>
            {t(`new.${view}`)}
          </Button>
        )}
      </PageHead>
      <div className="definition-bar">
        <nav className="reporting-nav" aria-label={t('views')}>
          {views.map(name => (
            <button
              key={name}
              type="button"
              className="link-button"
              aria-pressed={view === name}
              onClick={() => setAddress({ view: name === 'indicators' ? null : name, open: null, kind: null })}
            >
              {t(`view.${name}`)}
            </button>
          ))}
        </nav>
        <input
          type="search"
          className="definition-search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={q}
          maxLength={100}
          onChange={({ target }) => setAddress({ q: target.value || null, open: null }, { replace: true })}
        />
        {view === 'indicators' && (
          <label className="definition-named">
            <input
              type="checkbox"
              checked={kind === 'named'}
              onChange={({ target }) => setAddress({ kind: target.checked ? 'named' : null, open: null })}
            />
            <span>{t('onlyNamed')}</span>
          </label>
        )}
      </div>
      {view === 'indicators' && (
        <IndicatorTable
          state={indicators}
          isFiltered={q !== '' || kind === 'named'}
          onOpen={id => setAddress({ open: id })}
        />
      )}
      {view === 'figures' && (
        <FigureTable state={figures} isFiltered={q !== ''} onOpen={id => setAddress({ open: id })} />
      )}
      {view === 'dimensions' && (
        <DimensionTable
          rows={splits}
          error={dimensions.error}
          onRetry={() => void dimensions.refetch()}
          isFiltered={q !== ''}
          onOpen={id => setAddress({ open: id })}
        />
      )}
      {open === 'packs' && <PackDialog onClose={close} />}
      {view === 'indicators' && open && open !== 'packs' && (
        <DefinitionDrawer label={t('drawer.indicator')} onClose={close}>
          <IndicatorDetail
            key={open}
            indicatorId={open === NEW ? null : open}
            onOpen={id => setAddress({ open: id })}
            onClose={close}
          />
        </DefinitionDrawer>
      )}
      {view === 'figures' && open && open !== 'packs' && (open === NEW || figure) && (
        <DefinitionDrawer label={t('drawer.figure')} onClose={close}>
          <FigureDetail key={open} figure={figure ?? null} maySave={maySave} onClose={close} />
        </DefinitionDrawer>
      )}
      {view === 'dimensions' && open && open !== 'packs' && (open === NEW || dimension) && (
        <DefinitionDrawer label={t('drawer.dimension')} onClose={close}>
          <DimensionDetail key={open} dimension={dimension ?? null} maySave={maySave} onClose={close} />
        </DefinitionDrawer>
      )}
    </div>
  );
};
