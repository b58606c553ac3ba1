// Fonts of many PDFs name 一 by the radical ⼀ that looks like it. Those of Kangxi are known to Unicode, the rest are these.
const OTHERS: Record<string, string> = Object.fromEntries(
  '⺟母⺠民⺫目⺬示⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⻌辶⻏邑⻖阜⺌小⺒巳⺝月⺩王⺮竹⺶羊⻂衣⻊足⻎辶'
    .match(/../gu)
    ?.map(pair => [pair[0]!, pair[1]!]) ?? [],
);

/** A text with the characters that its radicals stand for. */
export const foldRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, sign => OTHERS[sign] ?? sign.normalize('NFKC'));
