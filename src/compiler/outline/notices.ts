import type { Draft } from '../draft';
import { sourceSpan } from '../plain/fold';
import type { Line } from './lines';

// What web pages, readers and print-outs leave in a copy. A whole line is judged, never a part of a sentence.
const FURNITURE = [
  /^(?:隐藏内容|此处内容需要|以下内容|剩余内容|本文隐藏|付费内容|免费查看|会员|普通用户|网站代理|下载(?:地址|全文|本文|权限|后查看)|立即(?:下载|购买|登录)|登录后|注册后|-{2,} ?此处隐藏)/,
  /(?:权限查看|会员免费|用户特权|积分(?:下载|兑换|查看)|[0-9] ?积分|VIP|开通会员|阅读全文|展开全文|查看全文|试读|剩余 ?[0-9]{1,3}%|免费预览|(?:点击|>> ?)查看更多|站外链接|侵权投诉|在线阅读,更多相关|资源描述|下载 相关 举报)/i,
  /^[·\-* ]{0,4}(?:普通用户|会员用户|网站代理|永久会员|终身会员)/,
  /^(?:上一篇|下一篇|上一条|下一条|相关(?:阅读|推荐|文章|链接|信息|新闻)|推荐阅读|猜你喜欢|热门(?:文章|推荐)|返回(?:顶部|首页|列表)|返 ?回$|打印(?:本页|内容|整页)?|关闭(?:窗口|本页)?|【?(?:打印|关闭|收藏|返回)|分享(?:到|至)?|收藏(?:本文)?|扫一扫|字体|字号|无障碍(?:阅读|浏览)?|长者(?:模式|助手)|关怀版|简体|繁体|设为首页|加入收藏|网站(?:声明|标识码)|联系我们|关于我们|友情链接|【?(?:大|中|小)】?$)/,
  /(?:扫一扫|扫描二维码|版权所有|未经许可|转载请注明|免责声明|ICP备|公网安备|浏览次数|点击(?:数|量|率|次数)|阅读(?:数|量|次数)[:: ]|来源于网(?:友|络)|不代表本站|仅供参考(?:和|,|。|$)|小编为大家|供大家参考|范文(?:网|大全)|网友投稿|客服老师|收藏本站|手机打开当前页|技术支持:)/,
  /^(?:·|▪)? ?(?:责任编辑|责编|编辑|信息来源|文章来源|来源|稿源|发布(?:时间|日期|机构|单位|者|人)|公开(?:日期|时间|方式|范围|时限)|生成日期|成文日期|发文(?:日期|机关|字号)|作者|撰稿|审核|更新(?:时间|日期)|索 ?引 ?号|文 ?号|主 ?题 ?(?:词|分类)|有 ?效 ?性|废止日期|体裁分类|组配分类|访问量|当前位置|您(?:现在)?(?:的|所在)位置|您当前的?位置|所在位置|网站(?:首页|地图)|主办(?:单位)?:.{0,40}(?:网站|备案|联系)|时间|发布|导语|导读|摘要|上传人|上传时间|文档编号|页数|格式|备案号|网站标识码) ?[:：]/,
  // 生效日期: | 2026-03-01 | 废止日期: |: the table that a site sets above a document.
  /^[一-龥 ]{2,8}: ?\|.{0,80}[一-龥]{2}: ?\|/,
  /^(?:索 ?引 ?号|成文日期|生成日期|生效日期|发布日期|发文字号|发文机关|发布机构|制发机构|有 ?效 ?性|组配分类|体裁分类|主题分类|所属主题|公开方式|标 ?题) ?\|.*\|$/,
  // What a site that lends documents says of one: its pages, its readers, its day.
  /^[•·] ?(?:[0-9.]{1,8}|约? ?[0-9.]{1,8} ?(?:[千万]?字|页|次|人)|20[0-9]{2}-[0-9]{2}-[0-9]{2}(?: 发布于.{0,8})?|举报|收藏|分享|下载|打印)$/,
  /^(?:当前位置|您的位置|所在位置|政府信息公开|返 回|索引号)[ :|]/,
  /^(?:首页|主页) ?(?:>|»|\/|-|$)|^>? ?[一-龥]{2,8} ?(?:>{1,2}|») ?[一-龥]{2,8}|^>[一-龥]{2,8}/,
  /^时间:20[0-9]{2}-|^20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?: .{0,40})?$/,
  /^(?:https?:\/\/|www\.)\S{1,200}$/i,
  /^-{1,2} ?[0-9]{1,4} ?-{1,2}$|^—{1,2} ?[0-9]{1,4} ?—{1,2}$|^第 ?[0-9]{1,4} ?页(?: ?[,/共]{0,2} ?共? ?[0-9]{1,4} ?页)?$|^[0-9]{1,3} ?\/ ?[0-9]{1,3}$/,
];

// These are also spoken of in plans: 4.及时更新微信公众号.
const SPOKEN_OF = /微信公众号|网站地图|联系方式$/;
const NUMBERED = /^[(]?[0-9一二三四五六七八九十]{1,3}[、.)]/;

const FURNITURE_LENGTH = 120;

const isFurniture = (text: string, line: Line): boolean => {
  if (line.end - line.start > FURNITURE_LENGTH) return false;
  const said = text.slice(line.start, line.end);
  return FURNITURE.some(sign => sign.test(said)) || (SPOKEN_OF.test(said) && !NUMBERED.test(said));
};

const FOOT =
  /^(?:新闻推荐|为您推荐|相关(?:阅读|推荐|文章|新闻)|推荐阅读|猜你喜欢|热门(?:文章|推荐)|上一篇|下一篇)|ICP备|公网安备|网站标识码|版权所有/;
const FOOT_LINES = 15;

/** The foot of a page: from where a site names itself, or goes on to other news, to the end. Nothing there has a number of a plan. */
const findFoot = (text: string, lines: Line[]): number => {
  let foot = lines.length;
  const first = Math.max(Math.ceil(lines.length / 2), lines.length - FOOT_LINES);
  for (let at = lines.length - 1; at >= first; at -= 1) {
    const { start, end } = lines[at]!;
    const said = text.slice(start, Math.min(end, start + FURNITURE_LENGTH));
    if (NUMBERED.test(said)) break;
    if (FOOT.test(said)) foot = at;
  }
  return lines[foot]?.start ?? text.length;
};

const ASIDE = new Set(['header', 'footer', 'contents', 'note']);

const CONTENTS_LINES = 80;
const PAGE = /[.·…— ]{2,40}\(?[0-9]{1,3}\)?$/;

/** A table of contents: the lines below 目录 that stand again further down, or end with dots and a page. */
const findContents = (text: string, lines: Line[]): Set<Line> => {
  const said = (line: Line): string => text.slice(line.start, Math.min(line.end, line.start + 60));
  const key = (line: Line): string => said(line).replace(PAGE, '').replaceAll(' ', '');
  const head = lines.slice(0, CONTENTS_LINES).findIndex(line => said(line).replaceAll(' ', '') === '目录');
  if (head < 0) return new Set();
  const later = new Map<string, number>();
  for (const [index, line] of lines.entries()) if (line.end - line.start <= 60) later.set(key(line), index);
  let end = head + 1;
  while (end < lines.length && end - head < CONTENTS_LINES) {
    const line = lines[end]!;
    if (!PAGE.test(said(line)) && (later.get(key(line)) ?? -1) <= end) break;
    end += 1;
  }
  return new Set(end > head + 1 ? lines.slice(head, end) : []);
};

/** Marks the lines that are not the plan's own; neighbouring ones are one notice. */
export const markNotices = (draft: Draft): void => {
  const { lines, notices, text } = draft;
  const contents = findContents(text, lines);
  const foot = findFoot(text, lines);
  const aside = draft.source.marks.filter(({ place }) => ASIDE.has(place.kind));
  let mark = 0;
  let open = false;
  draft.lines = lines.filter(line => {
    const [start, end] = sourceSpan(draft.plain, line.start, line.end);
    while (mark < aside.length && aside[mark]!.end <= start) mark += 1;
    const beside = mark < aside.length && aside[mark]!.start <= start && end <= aside[mark]!.end;
    const notice = beside || contents.has(line) || line.start >= foot || isFurniture(text, line);
    if (notice) {
      if (open && notices.at(-1)!.aside === beside) notices.at(-1)!.end = line.end;
      else notices.push({ start: line.start, end: line.end, aside: beside });
    }
    open = notice;
    return !notice;
  });
};
