import type { Region } from '../draft';

const TIMES =
  '(?:到|至)?20[0-9]{2}年(?:年?底|末)?(?:前)?|到?年底前?|年内|全年|今年|本年度?|年度(?=实施|完成|计划|新[建增])|到?[0-9]{1,2}月(?:底|份|末|初|[上中下]旬|[0-9]{1,2}日)?(?:之前|以前|前)?|[上下]半年|第?[一二三四]季度(?:末|底)?前?|[春秋]季(?:学期)?(?:开学)?前?|暑[期假](?:之?前|期间)|寒假(?:之?前|期间)';
const LINKS =
  '其中|同时|以及|及时(?!率)|并|及(?!时率|格率)|和|与|对(?!象|口|接|标)|使|将|把|让|从|由|在(?![研校园建线岗册编职训库谈])|按(?!期|时|质|量|规)|以|且|的';
const LEADING_VERBS =
  '基本(?=实现|完成|建成|消除)|主要(?=铺设|建设|新建|改造|安装|实施|开展)|计划(?!生育|数|任务)|预计|力争|争取|努力|确保|保证|推动|推进|推行|促进|实现|完成|全面|进一步|持续|不断|加快|积极|深入|切实|稳步|大力|着力|继续|有效|扎实|统筹|逐步|严格|广泛|认真|实施|落实|开展|优化|抓好|做好|抓实|巩固|深化|启动|帮助|支持|鼓励|引导|加大|达到|面向社会|面向全市';
const ROUNDS = '第[0-9一二三四五六七八九十百]+(?:批|届|期|轮|次)|首批|首届|新一批|新一轮';
const LEADING = new RegExp(`(?:${TIMES}|${LINKS}|${LEADING_VERBS}|${ROUNDS}|[\\s、,;:。)）])`, 'y');
const TRAILING = /(?:[\s、,;:。(（的]|共计|总数|总量)$/;
const SHORTEST = 2;
// A time is no thing, even where nothing else is left.
const A_TIME = /^(?:[0-9到至]|[上下]半年|年内|全年|今年|本年|年度|第?[一二三四]季|[春秋]季|暑|寒假)/;

/** A noun phrase without the times, links, general verbs and editions before it. */
export const cleanNoun = (text: string, region: Region): Region => {
  let { start, end } = region;
  for (;;) {
    LEADING.lastIndex = start;
    const match = LEADING.exec(text);
    if (!match || start + match[0].length > end) break;
    // 组织率, 全面性: what is left must still be a word.
    if (
      end - start - match[0].length < SHORTEST &&
      /[一-龥]{2}/.test(match[0]) &&
      match[0] !== '其中' &&
      !A_TIME.test(match[0])
    )
      break;
    start += match[0].length;
  }
  while (end > start) {
    const match = TRAILING.exec(text.slice(Math.max(start, end - 2), end));
    if (!match) break;
    end -= match[0].length;
  }
  return { start, end: Math.max(start, end) };
};

/** 全市师资: the scope that belongs to a count; a subject such as 市直学校 does not. */
export const SCOPE = /^(?:全市|全省|全县|全区|全国|全校|全院|全系统|全镇|全乡|全集团)$/;

/** 青沙河、白石河等中小河流: what the examples are examples of. */
export const withoutExamples = (noun: string): string => {
  const list = noun.indexOf('、');
  const at = list < 0 ? -1 : noun.indexOf('等', list);
  const rest = at < 0 ? '' : noun.slice(at + 1);
  return rest.length >= 2 && !/^(?:级|次|教育|方面|工作)/.test(rest) ? rest : noun;
};
