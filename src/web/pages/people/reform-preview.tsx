import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../subjects/org/schema';
import type { Reform } from './reform-kinds';
import { subtreeOf } from './unit-tree';

type Props = { kind: Reform; going: string[]; target: string | null; on: string; units: Unit[] };

/** What follows from a reform, in sentences, before it is done. */
export const ReformPreview = ({ kind, going, target, on, units }: Props) => {
  const { t } = useTranslation('review');
  const named = (id: string | null) => units.find(unit => unit.id === id)?.name ?? '';
  const below = new Set(going.flatMap(id => [...subtreeOf(units, id)]).filter(id => !going.includes(id)));
  const schools = units.filter(unit => below.has(unit.id) && unit.kind === 'school').length;
  const isSchool = units.find(unit => unit.id === going[0])?.kind === 'school';
  const into = named(target);
  if (kind !== 'close' && into === '') return <p className="quiet">{t(`reform.${kind}.choose`)}</p>;
  const names = going.map(named).join(t('between'));
  const said = [
    t(`reform.${kind}.what`, { names, into, on }),
    ...(below.size > 0 ? [t(`reform.${kind}.below`, { count: below.size, schools, into })] : []),
    ...(isSchool || schools > 0 ? [t(`reform.${kind}.sums`, { into, on })] : []),
    t('reform.kept'),
  ];
  return (
    <section className="reform-preview" aria-label={t('reform.preview')}>
      <h3>{t('reform.preview')}</h3>
      <ul>
        {said.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
};
