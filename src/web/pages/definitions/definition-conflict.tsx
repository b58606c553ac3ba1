import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api';
import { ConflictNote } from '../../parts/conflict-note';
import { ErrorNote } from '../../parts/error-note';

type Texts = Record<string, unknown>;
type Props = {
  error: ApiError | null;
  /** What is typed, and how what is held now would be typed. */
  mine: Texts;
  theirs: (held: Texts) => Texts;
  labelOf: (field: string) => string;
  wordOf: (field: string, value: unknown) => string;
  isBusy: boolean;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
};

/** Why a definition was not saved; where somebody else was faster, what differs and whose is to stay. */
export const DefinitionConflict = ({ error, mine, theirs, labelOf, wordOf, isBusy, ...act }: Props) => {
  useTranslation();
  const current = error?.detail.current as { version: number; fields: Texts } | undefined;
  if (error?.code !== 'changed-meanwhile' || !current) return <ErrorNote error={error} />;
  const held = theirs(current.fields);
  return (
    <ConflictNote
      by={String(error.detail.by ?? '')}
      rows={Object.keys(mine)
        .map(field => ({
          label: labelOf(field),
          mine: wordOf(field, mine[field]),
          theirs: wordOf(field, held[field]),
        }))
        .filter(row => row.mine !== row.theirs)}
      busy={isBusy}
      onKeepMine={() => act.onKeepMine(current.version)}
      onTakeTheirs={act.onTakeTheirs}
    />
  );
};
