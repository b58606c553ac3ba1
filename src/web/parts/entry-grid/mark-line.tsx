import { MARK_SHAPES } from './cell-words';

type Props = { kind: keyof typeof MARK_SHAPES; text: string };

/** A mark with its sentence. */
export const MarkLine = ({ kind, text }: Props) => (
  <p className="entry-mark-line">
    <span className={`entry-mark ${kind}`} aria-hidden="true">
      {MARK_SHAPES[kind]}
    </span>
    <span>{text}</span>
  </p>
);
