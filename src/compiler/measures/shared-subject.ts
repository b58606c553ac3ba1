const RATE_END = /(?:率|比例|占比|比重|收入|产值|面积|产量|数|量|额|值)$/;

/**
 * The names that share a verb with 均 or 分别: 传染病报告及时率和准确率, 城镇、农村居民人均可支配收入. What the last one says for all of them is
 * added to the others; what the first one says for all, to those behind it. Null where there is only one.
 */
export const splitNames = (said: string): string[] | null => {
  // 城乡居民收入分别增长6%、7%: of towns, and of the country.
  if (said.startsWith('城乡')) return [`城镇${said.slice(2)}`, `农村${said.slice(2)}`];
  const names = said.split(/、|以及|和|与|及(?!时|格)/).map(name => name.trim());
  if (names.length < 2 || names.length > 6 || names.some(name => name.length < 2)) return null;
  const last = names.at(-1)!;
  const first = names[0]!;
  return names.map((name, index) => {
    const ending = RATE_END.exec(name)?.[0];
    if (index === 0) return ending || last.length <= name.length ? name : completed(name, last);
    if (
      ending &&
      /率|比/.test(ending) &&
      RATE_END.test(first) &&
      first.at(-1) === name.at(-1) &&
      first.length > name.length
    ) {
      return first.slice(0, first.length - name.length) + name;
    }
    return ending || index === names.length - 1 ? name : completed(name, last);
  });
};

/** 高血压 of 高血压、糖尿病患者管理率: the words that follow in the last name, from where the two differ no more. */
const completed = (name: string, last: string): string =>
  RATE_END.test(last) && last.length > name.length + 1 ? name + last.slice(name.length) : name;
