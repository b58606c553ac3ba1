import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import { SelectField } from '../../parts/select-field';
import { TextField } from '../../parts/text-field';
import type { FormLine, SectionLine } from './form-lines';
import { sectionsOf } from './form-lines';
import { askedElsewhere } from './form-preview-page';
import type { FormText } from './form-text';

type Props = {
  text: FormText;
  formId: string | null;
  figures: readonly FigureRow[];
  today: string;
  /** Puts a figure at the end of a section. */
  onAdd: (figure: FigureRow, section: string) => void;
  /** Defines a figure that the catalogue does not have; null where the person may not. */
  onNew: (() => void) | null;
};
const SHOWN = 30;

const isNamed = ({ code, name, meaning }: FigureRow, q: string): boolean =>
  [code, name, meaning].some(text => text.toLowerCase().includes(q));

const nameOf = ({ name }: SectionLine, unnamed: string): string => name.trim() || unnamed;

/** The catalogue beside the form: found by name, code or meaning, added with one key. */
export const FormFigurePicker = ({ text, formId, figures, today, onAdd, onNew }: Props) => {
  const { t } = useTranslation('form-design');
  const [q, setQ] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const sections = sectionsOf(text.lines);
  // The last one, until another is chosen.
  const section = sections.some(({ key }) => key === chosen) ? chosen! : (sections.at(-1)?.key ?? '');
  const here = new Set(text.lines.map((line: FormLine) => line.key));
  const wanted = q.trim().toLowerCase();
  const found = figures.filter(
    figure => !here.has(figure.code) && (figure.validTo === null || figure.validTo > today) && isNamed(figure, wanted),
  );
  return (
    <section className="design-picker" aria-label={t('picker.title')}>
      <h3>{t('picker.title')}</h3>
      <TextField label={t('picker.search')} type="search" value={q} onValue={setQ} maxLength={100} />
      {sections.length > 1 && (
        <SelectField
          label={t('picker.into')}
          value={section}
          options={sections.map(one => ({ value: one.key, text: nameOf(one, t('section.unnamed')) }))}
          onValue={choose}
        />
      )}
      <ul>
        {found.slice(0, SHOWN).map(figure => {
          const other = askedElsewhere(figure, text, formId);
          return (
            <li key={figure.code}>
              <span>
                {figure.name}
                <span className="quiet">
                  {' '}
                  {[figure.unit, figure.dimensionName].filter(Boolean).join(' · ')}
                  {other && ` · ${t('picker.elsewhere', { form: other.name })}`}
                </span>
              </span>
              <Button
                size="small"
                aria-label={t(other ? 'picker.showThis' : 'picker.addThis', { name: figure.name })}
                onClick={() => onAdd(figure, section)}
              >
                {t(other ? 'picker.show' : 'picker.add')}
              </Button>
            </li>
          );
        })}
      </ul>
      {found.length > SHOWN && <p className="quiet">{t('picker.more', { count: found.length - SHOWN })}</p>}
      {found.length === 0 && <p className="quiet">{t(figures.length === 0 ? 'picker.empty' : 'picker.none')}</p>}
      {onNew && <Button onClick={onNew}>{t('picker.new')}</Button>}
    </section>
  );
};
