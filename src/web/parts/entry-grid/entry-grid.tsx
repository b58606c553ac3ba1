import { useTranslation } from 'react-i18next';
import { useNarrow } from '../../use-narrow';
import { EntryCards } from './entry-cards';
import { EntrySheet } from './entry-sheet';
import type { EntryGridProps } from './entry-types';
import { useSheet } from './use-sheet';

/**
 * 填报表格: figures by row, categories by column. On a wide screen it behaves like a spreadsheet, on a phone it is a card for each
 * figure. The cells are the caller's: `onChange` tells what an action changed, and the next `cells` show it. Its words are in
 * the namespace `grid`: name it with the page's.
 */
export const EntryGrid = (props: EntryGridProps) => {
  useTranslation('grid');
  const narrow = useNarrow();
  const sheet = useSheet(props);
  return narrow ? <EntryCards sheet={sheet} props={props} /> : <EntrySheet sheet={sheet} props={props} />;
};
