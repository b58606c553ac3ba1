import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SectionLine } from './form-lines';

type Props = { line: SectionLine; onChange: (name: string) => void; onRemove: () => void };

/** The title of a section. */
export const FormSectionLine = ({ line, onChange, onRemove }: Props) => {
  const { t } = useTranslation('form-design');
  return (
    <div className="design-section text-field">
      <input
        aria-label={t('section.name')}
        placeholder={t('section.name')}
        value={line.name}
        maxLength={60}
        onChange={({ target }) => onChange(target.value)}
      />
      <Button size="small" aria-label={t('section.removeThis', { name: line.name })} onClick={onRemove}>
        {t('section.remove')}
      </Button>
    </div>
  );
};
