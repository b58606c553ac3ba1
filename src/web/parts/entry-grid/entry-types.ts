import type { Ref } from 'react';
import type { EntryFault } from '../../../kernel/parse-entry';

/** A figure that is asked, or a title above some. `key` is the caller's name for it and comes back in changes. */
export type EntryRow =
  | {
      kind?: 'figure';
      key: string;
      name: string;
      /** Says it out of its place, where the name leans on the row above (其中：女). */
      fullName?: string | undefined;
      unit?: string | null | undefined;
      /** What counts and what does not, in a sentence or two. */
      help?: string | undefined;
      /** Digits after the point that are taken; undefined takes any. */
      decimals?: number | undefined;
      /** 1 for “of which” (其中), 2 for one below that. */
      level?: number | undefined;
    }
  | { kind: 'section'; key: string; name: string };

/** A category option (男, 女, 合计), or 本期 alone. `name` may be short, `fullName` says it out of place. */
export type EntryColumn = { key: string; name: string; fullName?: string | undefined; width?: number | undefined };

export type EntryMark =
  /** Cannot be sent like this. */
  | { kind: 'must-fix'; message: string }
  /** Can be sent once somebody says why. */
  | { kind: 'must-explain'; message: string; explanation?: string | undefined }
  | { kind: 'comment'; count: number; last?: string | undefined }
  /** Not what was approved: `before` is the text that was. */
  | { kind: 'changed'; before: string; when?: string | undefined }
  /** Two people wrote different things; `theirs` is what is stored. */
  | { kind: 'conflict'; mine: string; theirs: string; by: string };

export type EntryCell = {
  /**
   * An exact decimal (`-12.5`), empty where nothing was said, or what was typed where that is no number: then the grid
   * itself marks the cell as to be fixed.
   */
  text: string;
  /** `input` where left out. `computed` comes from a formula of the form, `readonly` from elsewhere, `locked` is past. */
  kind?: 'input' | 'computed' | 'readonly' | 'locked' | undefined;
  /** computed: in words, without the equals sign (`男 + 女`). */
  formula?: string | undefined;
  /** readonly, locked: why, as a sentence. */
  why?: string | undefined;
  /** The value of the last period, shown beside it. */
  previous?: string | undefined;
  marks?: readonly EntryMark[] | undefined;
};

/** By row and column key. A cell that is not there is not asked. A row is drawn again when its record is another one. */
export type EntryCells = Readonly<Record<string, Readonly<Record<string, EntryCell | undefined>> | undefined>>;

/** `text` is the exact decimal, empty, or with a `fault` what was typed, as it was typed (at most 200 characters). */
export type EntryChange = { row: string; column: string; text: string; fault?: EntryFault | undefined };

export type EntryGridProps = {
  /** Names the grid for those who do not see it: form and period. */
  label: string;
  rows: readonly EntryRow[];
  columns: readonly EntryColumn[];
  cells: EntryCells;
  /** Once for each action, with every cell it changed: typing, a paste, clearing, filling, undo, redo. Never empty. */
  onChange: (changes: EntryChange[]) => void;
  /** The reason for what stands in a cell was typed; empty takes it back. Without it reasons are shown, not asked. */
  onExplain?: ((row: string, column: string, text: string) => void) | undefined;
  onResolve?: ((row: string, column: string, take: 'mine' | 'theirs') => void) | undefined;
  /** Opens the cell's comments and history beside the grid. */
  onComment?: ((row: string, column: string) => void) | undefined;
  /** The keyboard came to stand on this cell. */
  onActive?: ((row: string, column: string) => void) | undefined;
  /** The last period's name: heads its quiet columns. Without it they are not there. */
  previousLabel?: string | undefined;
  /** Nothing can be typed: the form is shown. */
  readOnly?: boolean | undefined;
  ref?: Ref<EntryGridHandle> | undefined;
  /** A CSS length: the most the table takes on a wide screen (default `70vh`). Cards on a phone are as long as they are. */
  height?: string | undefined;
};

/** What the page may ask of a grid. */
export type EntryGridHandle = {
  /** Brings a cell into sight and the keyboard to it; nothing where it is not asked. */
  goTo: (row: string, column: string) => void;
  /** Takes the keyboard back: to the cell where one stood; on a phone, where a field would open its keys, to the list. */
  comeBack: () => void;
};

/** Place in `rows` and `columns`. */
export type At = { row: number; column: number };
