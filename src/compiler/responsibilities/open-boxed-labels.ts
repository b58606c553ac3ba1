import type { Draft } from '../draft';
import { looksLikeBody } from './body-shape';
import { labelWord } from './label-words';

const BOXED = /[【〔[]([一-龥 ()/]{2,16})[】〕\]]/g;
const LONGEST_NAME = 24;

/** 【牵头单位】市教育局 is the label 牵头单位: with its name. A title in such brackets (【责任落实】完善…) stays one. */
export const openBoxedLabels = (draft: Draft): void => {
  const { text } = draft;
  const pieces: string[] = [];
  let at = 0;
  for (const { 0: box, 1: said, index } of text.matchAll(BOXED)) {
    const word = labelWord(said!.trim());
    const end = index + box.length;
    if (!word || !isFollowed(word.role, text.slice(end, end + LONGEST_NAME + 2))) continue;
    pieces.push(text.slice(at, index), ' ', said!, text[end] === ':' ? ' ' : ':');
    at = end;
  }
  if (at === 0) return;
  pieces.push(text.slice(at));
  draft.text = pieces.join('');
  draft.plain = { ...draft.plain, text: draft.text };
};

/** A body stands behind a label that names bodies; people, times and remarks may look like anything. */
const isFollowed = (role: NonNullable<ReturnType<typeof labelWord>>['role'], behind: string): boolean => {
  if (role === 'leader' || role === 'contact' || role === 'deadline' || role === 'other') return true;
  const name = /^[^、,;。\s【〔[]{2,24}/.exec(behind.replace(/^[\s:]+/, ''))?.[0] ?? '';
  return looksLikeBody(name);
};
