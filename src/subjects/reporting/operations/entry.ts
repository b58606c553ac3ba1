import { read, write } from '../../../platform/operation';
import {
  type CellHistory,
  type Commented,
  cellHistoryInput,
  commentInput,
  type EntryPage,
  entryInput,
  type MyForms,
  mineInput,
} from '../entry-schema';
import { mayComment, mayLook } from '../policy';
import { cellHistory as historyOf, visibleCell } from '../reads/cell-history';
import { entryPage } from '../reads/entry';
import { myForms } from '../reads/my-forms';
import { submissionId } from '../rules/submission-id';
import { addCellNote } from '../store/cell-notes';

export const mine = read({
  name: 'reporting.mine',
  summary: '待填报：本单位要填的报表，县区还看所属单位的报送情况',
  input: mineInput,
  may: mayLook,
  run: ({ db, actor, today }): Promise<MyForms> => myForms(db, actor, today),
});

export const entry = read({
  name: 'reporting.entry',
  summary: '一个单位一期一张报表：结构、审核关系、本期和上期数据、草稿、说明，一次取齐',
  input: entryInput,
  may: mayLook,
  run: ({ db, actor, today }, key): Promise<EntryPage> => entryPage(db, actor, today, key),
});

export const cellHistory = read({
  name: 'reporting.cellHistory',
  summary: '一个单元格的历次修改和批注',
  input: cellHistoryInput,
  may: mayLook,
  run: ({ db, actor, today }, { cell, ...key }): Promise<CellHistory> => historyOf(db, actor, today, key, cell),
});

export const comment = write({
  name: 'reporting.comment',
  summary: '在单元格上批注，可附材料',
  input: commentInput,
  may: mayComment,
  run: async ({ db, actor, now, today, audit }, { key, cell, body, fileIds }): Promise<Commented> => {
    const { figureId, category } = await visibleCell(db, actor, today, key, cell);
    const hand = { db, tenantId: actor.tenantId, by: actor.userId, now };
    const noteId = await addCellNote(hand, key, { figureId, category, kind: 'comment', body, fileIds });
    await audit({
      kind: 'cell-note',
      id: noteId,
      under: { kind: 'submission', id: submissionId(key) },
      after: { kind: 'comment', cell, body, fileIds },
    });
    return { noteId };
  },
});
