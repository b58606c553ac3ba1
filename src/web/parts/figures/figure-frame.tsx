import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartUnit } from './chart-unit';
import { FigureExport } from './figure-export';
import { type FigureRows, FigureTable } from './figure-table';
import { MissingNote } from './missing-note';
import './figure.css';

/** What every chart may be given beside its figures. */
export type FigureFrameProps = {
  /** What is shown: the caption, the name of its .png and what a screen reader says. */
  title: string;
  /** The caption is not shown where a heading says the same; it stays in the picture's name and for screen readers. */
  hideTitle?: boolean;
  /** State of the figures in words: “截至2026年8月31日，区县已审核数据”. */
  asOf?: string | null;
  /** Address of the workbook with these figures. */
  xlsx?: string | null;
  /** A line below: the sentence of the light, where the figures come from. */
  note?: ReactNode;
};

type Props = FigureFrameProps & {
  unit?: string | null;
  /** Nothing to show: neither tools nor key. */
  isEmpty: boolean;
  /** The table behind the chart; a chart that is a table itself has none. */
  table?: FigureRows;
  missing?: readonly ChartUnit[];
  missingOf?: number;
  onOpenMissing?: ((unitId: string) => void) | undefined;
  /** How to read it, in a line below. */
  keyLine?: ReactNode;
  children: ReactNode;
};

/** Caption, unit, table and export around every chart; who is missing below it. */
export const FigureFrame = ({ title, hideTitle = false, asOf, xlsx, note, ...rest }: Props) => {
  const { unit, isEmpty, table, missingOf, onOpenMissing, keyLine, children } = rest;
  const missing = (rest.missing ?? []).filter(({ isIn }) => !isIn);
  const { t } = useTranslation('charts');
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  return (
    <figure className="fig" ref={figure}>
      <figcaption>
        <span className={hideTitle ? 'visually-hidden' : 'fig-title'}>{title}</span>
        {unit && <span className="fig-unit quiet">{t('unit', { unit })}</span>}
        {asOf && <span className="fig-unit quiet">{asOf}</span>}
        {!isEmpty && (
          <span className="fig-tools no-print">
            {table && (
              <button type="button" className="fig-tool" onClick={() => setAsTable(!asTable)}>
                {t(asTable ? 'asChart' : 'asTable')}
                <span className="visually-hidden"> {title}</span>
              </button>
            )}
            <FigureExport figure={figure} name={title} xlsx={xlsx} />
          </span>
        )}
      </figcaption>
      {isEmpty ? (
        <p className="quiet fig-empty">{t('empty')}</p>
      ) : asTable && table ? (
        <FigureTable title={title} table={table} />
      ) : (
        children
      )}
      {((keyLine && !isEmpty) || missing.length > 0 || note) && (
        <div className="fig-foot">
          {!asTable && !isEmpty && keyLine}
          <MissingNote units={missing} {...(missingOf ? { of: missingOf } : {})} onOpen={onOpenMissing} />
          {note && <div className="fig-note">{note}</div>}
        </div>
      )}
    </figure>
  );
};
