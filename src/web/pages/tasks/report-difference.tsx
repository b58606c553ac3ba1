import { useMemo } from 'react';
import { textDifference } from './text-difference';

/** A text against the version before it: taken out is struck, put in is underlined, so that print can tell as well. */
export const DifferentText = ({ before, after }: { before: string | null; after: string }) => {
  const runs = useMemo(() => (before === null ? null : textDifference(before, after)), [before, after]);
  if (!runs) return after;
  return runs.map((run, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity
    if (run.kind === 'same') return <span key={index}>{run.text}</span>;
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity
    return run.kind === 'added' ? <ins key={index}>{run.text}</ins> : <del key={index}>{run.text}</del>;
  });
};

/** A figure against the one before it. */
export const DifferentFigure = ({
  before,
  after,
  unit,
}: {
  before: number | null;
  after: number | null;
  unit: string;
}) => (
  <>
    {before !== null && before !== after && (
      <>
        <del>
          {before}
          {unit}
        </del>{' '}
      </>
    )}
    {after === null ? '—' : `${after}${unit}`}
  </>
);
