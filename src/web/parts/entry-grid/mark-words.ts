import type { TFunction } from 'i18next';
import { shownText } from './cell-words';
import type { EntryMark } from './entry-types';

/** The sentence of a mark. */
export const markWords = (t: TFunction, mark: EntryMark): { kind: EntryMark['kind'] | 'explained'; text: string } => {
  switch (mark.kind) {
    case 'must-fix':
      return { kind: mark.kind, text: mark.message };
    case 'must-explain':
      return mark.explanation
        ? { kind: 'explained', text: t('grid:bubble.explained', { message: mark.message, text: mark.explanation }) }
        : { kind: mark.kind, text: mark.message };
    case 'comment':
      return { kind: mark.kind, text: t('grid:bubble.comments', { count: mark.count, last: mark.last ?? '' }) };
    case 'changed':
      return {
        kind: mark.kind,
        text: t(mark.when ? 'grid:bubble.changedWhen' : 'grid:bubble.changed', {
          before: shownText(mark.before) || '—',
          when: mark.when,
        }),
      };
    case 'conflict':
      return {
        kind: mark.kind,
        text: t('grid:bubble.conflict', {
          by: mark.by,
          mine: shownText(mark.mine) || '—',
          theirs: shownText(mark.theirs) || '—',
        }),
      };
  }
};
