import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { readGeojson } from '../../../../src/subjects/analysis/rules/read-geojson';
import { language, startI18n } from '../../../../src/web/i18n';
import { HeatTable } from '../../../../src/web/parts/figures/heat-table';
import { MissingNote } from '../../../../src/web/parts/figures/missing-note';
import { RankedBars } from '../../../../src/web/parts/figures/ranked-bars';
import { RegionMap } from '../../../../src/web/parts/figures/region-map';
import { SmallMultiples } from '../../../../src/web/parts/figures/small-multiples';
import { TargetBullet } from '../../../../src/web/parts/figures/target-bullet';
import { TileMap } from '../../../../src/web/parts/figures/tile-map';
import { TrajectoryChart } from '../../../../src/web/parts/figures/trajectory-chart';
import { ThemeProvider } from '../../../../src/web/theme-provider';
import * as sample from './sample-figures';
import '../../../../src/web/styles.css';
import '../../../../src/web/print.css';

const asked = new URLSearchParams(location.search);
const shown = (asked.get('case') ?? 'full') as sample.Case;
const only = asked.get('part')?.split(',');

const Part = ({ name, children }: { name: string; children: ReactNode }) =>
  !only || only.includes(name) ? (
    <section data-part={name} style={{ marginTop: 32 }}>
      {children}
    </section>
  ) : null;

/** All charts under one another: `?case=full|missing|empty`, `?part=` for some of them. */
const Parts = () => {
  const { t } = useTranslation('charts');
  const [opened, setOpened] = useState('');
  const [{ shapes, findings }] = useState(() =>
    readGeojson(sample.geojson(), sample.counties, (code, values) => t(`geojson.${code}`, values)),
  );
  const open = (...what: string[]) => setOpened(what.join(' '));
  const asOf = '截至2026年8月31日，区县已审核数据';
  const xlsx = '/api/sample.xlsx';
  return (
    <main style={{ maxWidth: 1100, padding: '0 14px 60px' }}>
      <h1>图</h1>
      <p data-testid="opened">{opened}</p>
      <Part name="trajectory">
        <TrajectoryChart title="学前三年毛入学率" {...sample.trajectory(shown)} asOf={asOf} xlsx={xlsx} onPick={open} />
      </Part>
      <Part name="trajectory-behind">
        <TrajectoryChart title="新增公办学位" {...sample.places(shown)} xlsx={xlsx} onPick={open} />
      </Part>
      <Part name="trajectory-years">
        <TrajectoryChart title="生均公用经费总额" {...sample.quarters()} xlsx={xlsx} onPick={open} />
      </Part>
      <Part name="bullets">
        <ul className="fig-bullets">
          {sample.bullets(shown).map(bullet => (
            <li key={bullet.name}>
              <TargetBullet {...bullet} onOpen={() => open(bullet.name)} />
            </li>
          ))}
        </ul>
      </Part>
      <Part name="ranks">
        <RankedBars
          title="各县区学前三年毛入学率"
          units={sample.rates(shown)}
          unit="%"
          direction="up"
          target="93.5"
          own="990103"
          asOf={asOf}
          xlsx={xlsx}
          onOpen={open}
        />
      </Part>
      <Part name="ranks-money">
        <RankedBars
          title="各县区教育经费投入"
          units={sample.money(shown)}
          unit="元"
          direction="up"
          xlsx={xlsx}
          first={8}
          onOpen={open}
        />
      </Part>
      <Part name="ranks-many">
        <RankedBars title="平均班额" units={sample.schools()} unit="人" direction="down" target="45" first={12} />
      </Part>
      <Part name="multiples">
        <SmallMultiples
          title="各县区学前三年毛入学率走势"
          units={sample.multiples(shown)}
          periods={sample.periods}
          unit="%"
          planned={sample.plannedByMonth}
          target="93.5"
          xlsx={xlsx}
          onOpen={open}
        />
      </Part>
      <Part name="heat-light">
        <HeatTable
          title="各县区主要指标"
          {...sample.byIndicator(shown)}
          colouring="light"
          xlsx={xlsx}
          onOpenRow={open}
          onOpenCell={open}
        />
      </Part>
      <Part name="heat-ink">
        <HeatTable
          title="各县区学前三年毛入学率逐月"
          {...sample.byPeriod(shown)}
          unit="%"
          colouring="ink"
          xlsx={xlsx}
          onOpenCell={open}
        />
      </Part>
      <Part name="heat-columns">
        <HeatTable title="各县区主要指标（数值）" {...sample.byIndicator(shown)} colouring="ink" xlsx={xlsx} />
      </Part>
      <Part name="tiles-ink">
        <TileMap
          title="学前三年毛入学率（方格图）"
          units={sample.tiles(shown)}
          unit="%"
          colouring="ink"
          xlsx={xlsx}
          onOpen={open}
        />
      </Part>
      <Part name="tiles-light">
        <TileMap
          title="学前三年毛入学率亮灯"
          units={sample.rates(shown)}
          unit="%"
          colouring="light"
          xlsx={xlsx}
          onOpen={open}
        />
      </Part>
      {shapes && (
        <Part name="map-ink">
          <RegionMap
            title="学前三年毛入学率（地图）"
            shapes={shapes}
            units={sample.rates(shown)}
            unit="%"
            colouring="ink"
            xlsx={xlsx}
            onOpen={open}
          />
        </Part>
      )}
      {shapes && (
        <Part name="map-light">
          <RegionMap
            title="学前三年毛入学率亮灯（地图）"
            shapes={shapes}
            units={sample.rates(shown)}
            unit="%"
            colouring="light"
            xlsx={xlsx}
          />
        </Part>
      )}
      <Part name="findings">
        <ul>
          {findings.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
        <MissingNote units={sample.counties} count={600} onOpen={open} />
      </Part>
    </main>
  );
};

await startI18n();
document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(
  <ThemeProvider>
    <Parts />
  </ThemeProvider>,
);
