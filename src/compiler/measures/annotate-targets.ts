import type { DraftTarget, Region } from '../draft';

// 每个县(市、区)至少建成2个; 每千人口, 每月 and 每10万人 belong to the measure or to time.
const EACH =
  /每(?![千万百十0-9天日周月年季次课节])(?:[个名所家座]|学校|县|镇|乡|村|校|班|人)?(?:县\(市、区\)|[一-龥]{0,8}?)(?=至少|不少于|不低于|原则上|要|应|均|都|建|配|开|达|联系|设|打造|培育|举办|开展|[0-9])/;

/** For whom a number holds, where it holds for each: 每个县（市、区）. */
export const scopeOf = (text: string, surface: string, clause: Region): string | null => {
  const match = EACH.exec(text.slice(clause.start, clause.end));
  if (!match || match[0].length < 2) return null;
  const start = clause.start + match.index;
  return surface.slice(start, start + match[0].length);
};

/** 新增15所、达到175所: there must have been 160. */
export const noteBases = (targets: DraftTarget[]): void => {
  for (const [index, more] of targets.entries()) {
    const level = targets[index + 1];
    if (more.comparator !== 'add' || !level || level.comparator !== 'eq') continue;
    if (level.indicator !== more.indicator || level.unit !== more.unit || level.unit === '%') continue;
    if (more.value !== null && level.value !== null && level.value >= more.value)
      level.impliedBase = Number((level.value - more.value).toPrecision(12));
  }
};
