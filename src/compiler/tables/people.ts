import { type Region, trimRegion } from '../draft';
import { addAll } from '../plain/add-all';

// The commonest family names; a name that begins with another one is still read where nothing has to be cut.
const FAMILY = new Set([
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝俸',
]);
const DOUBLE = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|宇文|长孙|端木|夏侯|南宫)/;
const POST =
  /^(?:党组|党委|县委|区委|市委|政府|副)*(?:书记|局长|副?主任|副?县长|副?区长|副?市长|副?镇长|副?乡长|常委|委员|部长|科长|处长|股长|所长|校长|院长|站长|组长|秘书长|同志|总经理|经理|主席|副.{1,3}长)$/;
const HAN = /^[一-龥·]+$/;
const SEPARATOR = /[,、;/\n|。]/;

type Piece = Region & { said: string };

/**
 * The persons that a cell names: 陈立川、周敏; 陈 立 川; 周 敏; 陆 明俞 悦 (two); names with nothing between them are cut at family names.
 */
export const splitPeople = (text: string, region: Region): Region[] => {
  const found: Region[] = [];
  let start = region.start;
  let depth = 0;
  for (let at = region.start; at <= region.end; at += 1) {
    const character = at < region.end ? text[at]! : '\n';
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (at === region.end || (depth === 0 && SEPARATOR.test(character))) {
      addAll(found, splitSpaced(text, trimRegion(text, { start, end: at })));
      start = at + 1;
    }
  }
  return found;
};

/** Between two separators: words divided by blanks, where a blank may also stand within a name. */
const splitSpaced = (text: string, region: Region): Region[] => {
  const bare = withoutBracket(text, region);
  const words = wordsOf(text, bare).filter(({ said }) => !POST.test(said));
  if (words.length === 0 || !words.every(({ said }) => HAN.test(said))) return bare.end > bare.start ? [bare] : [];
  const joined: Piece[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    // A family name by itself goes on with the next word; behind a whole name in that word begins the next one.
    if (last && last.said.length === 1 && word.said.length === 2 && words.length > 2 && FAMILY.has(word.said[1]!)) {
      joined[joined.length - 1] = { start: last.start, end: word.start + 1, said: last.said + word.said[0] };
      joined.push({ start: word.start + 1, end: word.end, said: word.said[1]! });
    } else if (last && last.said.length === 1) {
      joined[joined.length - 1] = { start: last.start, end: word.end, said: last.said + word.said };
    } else joined.push(word);
  }
  return joined.flatMap(piece => splitJoined(piece, text));
};

const withoutBracket = (text: string, region: Region): Region => {
  const open = text.slice(region.start, region.end).indexOf('(');
  return open > 0 ? trimRegion(text, { start: region.start, end: region.start + open }) : region;
};

const wordsOf = (text: string, { start, end }: Region): Piece[] =>
  [...text.slice(start, end).matchAll(/\S+/g)].map(({ 0: said, index }) => ({
    said,
    start: start + index,
    end: start + index + said.length,
  }));

/** 陈立川周敏 is two names; 欧阳明华 is one. */
const splitJoined = ({ said, start, end }: Piece, text: string): Region[] => {
  const length = (from: number): number => {
    const rest = said.length - from;
    if (rest <= 3) return rest;
    if (DOUBLE.test(said.slice(from))) return Math.min(rest, rest === 4 || !FAMILY.has(said[from + 3]!) ? 4 : 3);
    if (rest === 4) return FAMILY.has(said[from + 2]!) ? 2 : 4;
    return FAMILY.has(said[from + 3]!) ? 3 : FAMILY.has(said[from + 2]!) ? 2 : rest;
  };
  // A blank within: positions no longer tell the length, and nothing has to be cut.
  if (end - start !== said.length || text.slice(start, end) !== said) return [{ start, end }];
  const names: Region[] = [];
  for (let at = 0; at < said.length; ) {
    const taken = length(at);
    names.push({ start: start + at, end: start + at + taken });
    at += taken;
  }
  return names;
};

/** Could this be one person's name, or several? 陈立川; 周 敏; 陆 明俞 悦. */
export const looksLikePeople = (said: string): boolean => {
  const names = said.replace(/\([^()]{0,20}\)/g, '').split(SEPARATOR);
  return names.every(name => {
    const words = name
      .trim()
      .split(/\s+/)
      .filter(word => !POST.test(word));
    const all = words.join('');
    if (all.length < 2 || all.length > (words.length > 1 ? 12 : 6) || !HAN.test(all)) return false;
    return DOUBLE.test(all) || (FAMILY.has(all[0]!) && !NO_NAME.test(all));
  });
};

const NO_NAME =
  /[局委办科处室股部厅院校站所镇乡区县市会中心街道底前年月季]$|^(?:全年|成立|安全|和谐|文化|方案|高效|万|任务|关于|向|明确|简报|常态|常年|连续)/;
