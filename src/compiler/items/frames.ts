import type { Draft, DraftNode } from '../draft';

// Parts that say what for and how, not what to do. A title is one of these as a whole, or two of them joined.
const FRAME_WORD =
  '(?:指导思想|总体(?:要求|思路|目标|安排|工作思路|工作目标)|工作(?:思路|目标|要求|原则|步骤|安排)|(?:主要|目标|年度|预期|发展)(?:目标|任务和目标|指标|预期目标)|奋斗目标|目标(?:任务|要求|和任务)|基本(?:原则|思路|要求|情况)|(?:重要|重大)意义|形势(?:分析|与任务)?|背景|前言|组织(?:领导|保障|实施)|(?:保障|组织)措施|(?:有关|具体)要求|实施步骤|方法步骤|时间安排|适用范围)';
const FRAME = new RegExp(
  `^(?:(?:20[0-9]{2}年)?(?:度|全年|全市|全县|全区|全省|全校|全院)?${FRAME_WORD}(?:[和与、及]${FRAME_WORD})?)$|^${FRAME_WORD}[:]`,
);
// Parts that look back: what has been done is no task.
const REVIEW =
  /^(?:20[0-9]{2}年(?:度)?|上半年|去年|前三季度|一季度|今年以来|[一二三四五六七八九十]+年来|过去[一二三四五六七八九十]+年|上年度)?(?:的)?(?:主要)?(?:工作|任务|目标)?(?:总结|回顾|(?:开展|完成|进展|落实|推进)情况|完成情况|情况|成效|成绩|亮点|做法|(?:取得|存在|面临|当前)[^。]{0,12})(?:和成效|及成效|总结|回顾)?$|工作(?:总结|回顾|完成情况|开展情况|成效)$|^(?:存在|面临)的?(?:主要)?(?:问题|困难)|存在(?:的)?(?:主要)?问题|^主要(?:工作)?(?:成效|成绩|做法)/;

const titleOf = (draft: Draft, { heading }: DraftNode): string =>
  heading && heading.end - heading.start <= 30 ? draft.text.slice(heading.start, heading.end).replace(/\s/g, '') : '';

/** 指导思想, 总体要求, 保障措施 and the like. */
export const isFrame = (draft: Draft, node: DraftNode): boolean => FRAME.test(titleOf(draft, node));

/** 2025年工作总结, 存在问题 and the like. */
export const isReview = (draft: Draft, node: DraftNode): boolean => REVIEW.test(titleOf(draft, node));
