import type { Draft } from '../draft';
import { sourceSpan } from '../plain/fold';
import type { Line } from './lines';

// What web pages, readers and print-outs leave in a copy. A whole line is judged, never a part of a sentence.
const FURNITURE = [
  /^(?:隐藏内容|此处内容需要|以下内容|剩余内容|本文隐藏|付费内容|免费查看|会员|普通用户|网站代理|下载(?:地址|全文|本文|权限)|立即(?:下载|购买|登录)|登录后|注册后)/,
  /(?:权限查看|会员免费|用户特权|积分(?:下载|兑换|查看)|[0-9.]+ ?积分|VIP|开通会员|阅读全文|展开全文|查看全文|试读|剩余 ?[0-9]+%)/i,
  /^[·\-* ]*(?:普通用户|会员用户|网站代理|永久会员|终身会员)/,
  /^(?:上一篇|下一篇|相关(?:阅读|推荐|文章|链接)|推荐阅读|猜你喜欢|热门(?:文章|推荐)|返回(?:顶部|首页|列表)|打印(?:本页)?|关闭(?:窗口)?|分享(?:到)?|收藏(?:本文)?|扫一扫|字体|字号|【?(?:大|中|小)】?$)/,
  /(?:扫一扫|扫描二维码|微信公众号|版权所有|未经许可|转载请注明|免责声明|ICP备|公网安备|浏览次数|点击(?:数|量|次数)|阅读(?:数|量|次数):?)/,
  /^(?:责任编辑|编辑|信息来源|文章来源|来源|发布(?:时间|日期|机构|单位|者)|作者|更新时间|索引号|主题分类|访问量|当前位置|您(?:现在)?(?:的|所在)位置|您当前的位置|网站(?:首页|地图))[:: >]/,
  /^首页 ?(?:>|»|\/|-)/,
  /^(?:https?:\/\/|www\.)\S+$/i,
  /^-{1,2} ?[0-9]{1,4} ?-{1,2}$|^— ?[0-9]{1,4} ?—$|^第 ?[0-9]{1,4} ?页(?: ?[,/共]* ?共? ?[0-9]{1,4} ?页)?$|^[0-9]{1,3} ?\/ ?[0-9]{1,3}$/,
];

const FURNITURE_LENGTH = 80;

const isFurniture = (text: string, line: Line): boolean => {
  if (line.end - line.start > FURNITURE_LENGTH) return false;
  const said = text.slice(line.start, line.end);
  return FURNITURE.some(sign => sign.test(said));
};

const ASIDE = new Set(['header', 'footer', 'contents', 'note']);

/** Marks the lines that are not the plan's own; neighbouring ones are one notice. */
export const markNotices = (draft: Draft): void => {
  const { lines, notices, text } = draft;
  const aside = draft.source.marks.filter(({ place }) => ASIDE.has(place.kind));
  let mark = 0;
  let open = false;
  draft.lines = lines.filter(line => {
    const [start, end] = sourceSpan(draft.plain, line.start, line.end);
    while (mark < aside.length && aside[mark]!.end <= start) mark += 1;
    const beside = mark < aside.length && aside[mark]!.start <= start && end <= aside[mark]!.end;
    const notice = beside || isFurniture(text, line);
    if (notice) {
      if (open && notices.at(-1)!.aside === beside) notices.at(-1)!.end = line.end;
      else notices.push({ start: line.start, end: line.end, aside: beside });
    }
    open = notice;
    return !notice;
  });
};
