import type { Draft, DraftNode } from '../draft';

// Parts that say what for, not what to do. A title is one of these as a whole, or two of them joined.
const AIM =
  '(?:指导思想|总体(?:要求|思路|目标|安排|工作思路|工作目标|目标要求|目标任务)|工作(?:思路|目标|原则|主线|总目标)|(?:主要|目标|年度|预期|发展)(?:目标|任务和目标|指标|预期目标)|奋斗目标|目标(?:任务|要求|和任务)|基本(?:原则|思路|情况)|(?:重要|重大)意义|形势(?:分析|与任务)?|背景|前言|适用范围)';
// Parts that say how: by themselves no task, but their parts are.
const MEANS =
  '(?:组织(?:领导|保障|实施)|(?:保障|组织)措施|工作(?:要求|步骤|安排|保障)|(?:有关|具体|相关)要求|(?:实施|方法)步骤|时间安排|保障机制)';
const OPENING = '(?:20[0-9]{2}年)?(?:度|全年|全市|全县|全区|全省|全校|全院)?';
const aim = new RegExp(`^${OPENING}${AIM}(?:[和与、及]${AIM})?$|^${AIM}:`);
const means = new RegExp(`^(?:强化|加强)?${MEANS}(?:[和与、及](?:${MEANS}|${AIM}))?$`);
// Parts that look back: what has been done is no task.
const REVIEW =
  /^(?:20[0-9]{2}年(?:度)?|上半年|去年|前三季度|一季度|今年以来|[一二三四五六七八九十]+年来|过去[一二三四五六七八九十]+年|上年度)?(?:的)?(?:主要)?(?:工作|任务|目标)?(?:总结|回顾|(?:开展|完成|进展|落实|推进)情况|完成情况|情况|成效|成绩|亮点|做法|(?:取得|存在|面临|当前)[^。]{0,12})(?:和成效|及成效|总结|回顾)?$|工作(?:总结|回顾|完成情况|开展情况|成效)$|^(?:存在|面临)的?(?:主要)?(?:问题|困难)|存在(?:的)?(?:主要)?问题|^主要(?:工作)?(?:成效|成绩|做法)/;

const titleOf = (draft: Draft, { heading }: DraftNode): string =>
  heading && heading.end - heading.start <= 30 ? draft.text.slice(heading.start, heading.end).replace(/\s/g, '') : '';

/** 指导思想, 总体要求, 主要目标 and the like. */
export const isAim = (draft: Draft, node: DraftNode): boolean => aim.test(titleOf(draft, node));

/** 主要任务 and the like: with parts they are the tasks; without any, beside chapters that have some, they sum these up. */
export const isSummary = (draft: Draft, node: DraftNode): boolean =>
  node.children.length === 0 && /^(?:主要|总体|基本|总)(?:工作)?任务$/.test(titleOf(draft, node));

/** 保障措施, 工作要求 and the like. */
export const isMeans = (draft: Draft, node: DraftNode): boolean => means.test(titleOf(draft, node));

/** 2025年工作总结, 存在问题 and the like. */
export const isReview = (draft: Draft, node: DraftNode): boolean => REVIEW.test(titleOf(draft, node));
