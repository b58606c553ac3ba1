import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import { FormFigureLine } from './form-figure-line';
import { useLineMoves } from './form-line-moves';
import { type FormLine, newSection, placeIn, withoutLine } from './form-lines';
import { FormSectionLine } from './form-section-line';

type Props = {
  lines: readonly FormLine[];
  figures: ReadonlyMap<string, FigureRow>;
  faults: ReadonlyMap<string, string[]>;
  onChange: (lines: readonly FormLine[]) => void;
  /** Shows the definition of a figure. */
  onOpen: (code: string) => void;
};

/** A form from top to bottom: sections and figures, moved by dragging or with the arrow keys. */
export const FormFigureList = ({ lines, figures, faults, onChange, onOpen }: Props) => {
  const { t } = useTranslation('form-design');
  const nameOf = (line: FormLine) =>
    line.kind === 'section' ? line.name || t('section.unnamed') : (figures.get(line.key)?.name ?? line.key);
  const placeOf = (key: string, all: readonly FormLine[]): string => {
    const line = all.find(one => one.key === key);
    const place = placeIn(all, key);
    if (!line || !place) return '';
    const words = { name: nameOf(line), at: place.at, of: place.of, section: place.section };
    return t(line.kind === 'section' ? 'moved.section' : place.section ? 'moved.within' : 'moved.loose', words);
  };
  const moves = useLineMoves(lines, onChange, placeOf);
  const patch = (key: string, part: Partial<FormLine>) =>
    onChange(lines.map(line => (line.key === key ? ({ ...line, ...part } as FormLine) : line)));
  const remove = (key: string) => onChange(withoutLine(lines, key));
  return (
    <div className="design-list">
      {lines.length === 0 && <p className="quiet">{t('figures.none')}</p>}
      <ol ref={moves.box}>
        {lines.map(line => (
          <li
            key={line.key}
            data-line={line.key}
            className={line.kind === 'section' ? 'design-line is-section' : 'design-line'}
            data-dragged={moves.dragged === line.key || undefined}
          >
            <button
              type="button"
              className="plain-button design-handle no-print"
              aria-label={t('move', { name: nameOf(line) })}
              title={t('moveHow')}
              {...moves.handle(line.key)}
            >
              <span aria-hidden="true">⠿</span>
            </button>
            {line.kind === 'section' ? (
              <FormSectionLine
                line={line}
                onChange={name => patch(line.key, { name })}
                onRemove={() => remove(line.key)}
              />
            ) : (
              <FormFigureLine
                line={line}
                figure={figures.get(line.key)}
                faults={faults.get(line.key) ?? []}
                onChange={part => patch(line.key, part)}
                onOpen={() => onOpen(line.key)}
                onRemove={() => remove(line.key)}
              />
            )}
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {moves.said}
      </p>
      <Button onClick={() => onChange([...lines, newSection(lines, '')])}>{t('section.add')}</Button>
    </div>
  );
};
