import i18next from 'i18next';
import { StrictMode, useCallback, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../../../../src/web/i18n';
import { EntryGrid } from '../../../../src/web/parts/entry-grid/entry-grid';
import type { EntryCells, EntryChange } from '../../../../src/web/parts/entry-grid/entry-types';
import { ThemeProvider } from '../../../../src/web/theme-provider';
import '../../../../src/web/styles.css';
import './harness.css';
import { cellsOf, formNamed } from './forms';

/** What a test looks at: the texts as a caller would keep them, and each call of the grid. */
export type Seen = {
  texts: Record<string, string>;
  calls: EntryChange[][];
  told: string[];
};

const seen: Seen = { texts: {}, calls: [], told: [] };
Object.assign(globalThis, { seen });

const Harness = () => {
  const form = useMemo(() => formNamed(new URLSearchParams(location.search)), []);
  const [texts, setTexts] = useState(form.texts);
  const [explained, setExplained] = useState<Record<string, string>>({});
  const [resolved, setResolved] = useState(false);
  seen.texts = texts;
  const cells = useMemo<EntryCells>(
    () => cellsOf(form, texts, explained, resolved),
    [form, texts, explained, resolved],
  );
  const onChange = useCallback((changes: EntryChange[]) => {
    seen.calls.push(changes);
    setTexts(now => ({
      ...now,
      ...Object.fromEntries(changes.map(({ row, column, text }) => [`${row}.${column}`, text])),
    }));
  }, []);
  return (
    <main className="harness">
      <h1>填报表格</h1>
      <input aria-label="表格之前" />
      <EntryGrid
        ref={grid => {
          Object.assign(globalThis, { goTo: grid?.goTo });
        }}
        label="月报，2026年8月"
        rows={form.rows}
        columns={form.columns}
        cells={cells}
        onChange={onChange}
        onExplain={(row, column, text) => {
          seen.told.push(`explain ${row}.${column} ${text}`);
          setExplained(now => ({ ...now, [`${row}.${column}`]: text }));
        }}
        onResolve={(row, column, take) => {
          seen.told.push(`resolve ${row}.${column} ${take}`);
          setResolved(true);
        }}
        onComment={(row, column) => seen.told.push(`comment ${row}.${column}`)}
        previousLabel={form.previous ? '2026年7月' : undefined}
        height="600px"
      />
      <input aria-label="表格之后" />
    </main>
  );
};

await startI18n();
await i18next.loadNamespaces('grid');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ThemeProvider>
      <Harness />
    </ThemeProvider>
  </StrictMode>,
);
