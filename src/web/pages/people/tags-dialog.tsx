import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../subjects/org/schema';
import { useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { type TagChange, tagChanges, undoOf } from './tag-changes';
import { TagEffects } from './tag-effects';
import { TagTurns, type Turn } from './tag-turns';
import { UnitsToTag } from './units-to-tag';

type Props = {
  units: readonly Unit[];
  /** Whose units are listed first. */
  under: string;
  onClose: () => void;
};

/** 批量改单位标签: which units, which labels they get or lose, and what comes of it, said before it is done. */
export const TagsDialog = ({ units, under, onClose }: Props) => {
  const { t } = useTranslation('org');
  const known = useRead('reporting.unitTags', {}, { staleTime: 0 });
  const save = useWrite('org.tagUnits');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [turns, setTurns] = useState<Record<string, Turn>>({});
  const having = (turn: Turn) => Object.keys(turns).filter(tag => turns[tag] === turn);
  const change: TagChange = { give: having('give'), take: having('take') };
  const picked = units.filter(({ id }) => chosen.has(id));
  const forms = new Map(known.data?.flatMap(tag => tag.forms.map(form => [form.id, form] as const)));
  const changes = tagChanges(picked, [...forms.values()], change);
  const { changed } = changes;
  const send = () =>
    save.mutate(
      { unitIds: changed.map(({ id }) => id), ...change },
      {
        onSuccess: ({ changed: count }) => {
          const back = undoOf(changed, change);
          tell(t('tags.done', { count }), () => {
            // One after the other: a unit stands in one of them only.
            void back.reduce(
              async (before, one) => before.then(() => save.mutateAsync(one)),
              Promise.resolve<unknown>(null),
            );
          });
          onClose();
        },
      },
    );
  return (
    <Dialog title={t('tags.title')} onClose={onClose} width={920}>
      <div className="dialog-form">
        <p className="quiet">{t('tags.how')}</p>
        <div className="tags-columns">
          <UnitsToTag units={units} under={under} chosen={chosen} onChoose={setChosen} />
          <div className="tags-change">
            {known.error && !known.data && <ErrorNote error={known.error} onRetry={() => void known.refetch()} />}
            {!known.data && !known.error && <LinesSkeleton lines={4} />}
            {known.data && (
              <TagTurns
                known={known.data}
                picked={picked}
                turns={turns}
                onTurn={(tag, turn) => setTurns({ ...turns, [tag]: turn })}
              />
            )}
            <TagEffects
              picked={picked.length}
              isAsked={change.give.length + change.take.length > 0}
              changes={changes}
            />
          </div>
        </div>
        <ErrorNote error={save.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('people.cancel')}</Button>
          <Button type="primary" disabled={changed.length === 0} loading={save.isPending} onClick={send}>
            {changed.length === 0 ? t('tags.saveNone') : t('tags.save', { count: changed.length })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
