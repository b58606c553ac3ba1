import type { ClipboardEvent } from 'react';
import { parseTsv, printTableHtml, printTsv, readClipboard } from './parse-clipboard';
import { blockOf } from './sheet-view';
import type { SheetActions } from './use-sheet';

const copy = (event: ClipboardEvent, actions: SheetActions): boolean => {
  const range = actions.range();
  // In the text that is being typed the clipboard is the browser's.
  if (!range || actions.live.current.draft) return false;
  event.preventDefault();
  const block = blockOf(actions.live.current.view, range);
  event.clipboardData.setData('text/plain', printTsv(block));
  event.clipboardData.setData('text/html', printTableHtml(block));
  return true;
};

/** Copy, cut and paste as a spreadsheet does; several cells pasted while typing are cells, not text. */
export const sheetClipboard = (actions: SheetActions) => ({
  onCopy: (event: ClipboardEvent): void => void copy(event, actions),
  onCut: (event: ClipboardEvent): void => {
    if (copy(event, actions)) actions.clear('cut');
  },
  onPaste: (event: ClipboardEvent): void => {
    if (actions.live.current.draft) {
      const block = parseTsv(event.clipboardData.getData('text/plain'));
      if (block.length <= 1 && (block[0]?.length ?? 0) <= 1) return;
    }
    event.preventDefault();
    const block = readClipboard(event.clipboardData);
    if (block) actions.paste(block);
  },
});
