// Units of counting and measuring. Longer ones are tried first, so that 人次 is not read as 人.
const MEASURES =
  '个百分点 百分点 个基点 个工作日 工作日 平方公里 平方千米 平方米 立方米 万千瓦时 千瓦时 兆瓦时 瓦时 万千瓦 千瓦 兆瓦 吉瓦 人次 人天 场次 课时 学时 小时 分钟 公里 千米 海里 公顷 公斤 千克 毫克 微克 美元 欧元 港元 ' +
  '台套 台件 台班 台次 辆次 架次 批次 户次 件次 家次 车次 例次 车道公里 吨标准煤 吨标煤 标准箱 标准集装箱 标箱 学分 平方 立方 ' +
  '所 个 名 人 项 家 件 次 场 期 门 套 台 辆 座 处 户 米 亩 吨 元 张 本 册 篇 部 支 条 类 种 对 组 队 班 株 棵 眼 口 位 倍 例 宗 起 单 间 栋 幢 块 节 堂 头 只 枚 艘 架 天 分 份 盏 片 轮 段 路 尾 羽 匹 斤 盘 杆 孔 批 剂 剂次 幅 首 集 款 封 具 根 顶 岁 秒 日 % ‰';

/** An alternative for a regular expression, longer units first. */
const alternatives = (units: string): string =>
  units
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|');

// 微克/立方米, 元/人, 公斤/亩, 张/千人, 台(套), /10万.
const SINGLE = alternatives(MEASURES);
const PER = '年|月|日|天|小时|次|人|户|亩|吨|人年|人月|万人|千人|十万人|10万|十万|个|所|床日|千瓦时|公里|平方公里|万元';

/** A unit behind a number, alone or in a ratio. */
export const UNITS = `(?:${SINGLE})(?:\\((?:${SINGLE})\\))?(?:\\/(?:${SINGLE}|${PER}))?|\\/(?:10万|十万|百万|万)`;

/** Units that make a Chinese numeral a count (二十所), and not part of a word (一流, 三年). */
export const HAN_UNITS = alternatives(
  '个百分点 个工作日 平方米 人次 场次 批次 公里 所 个 名 人 项 家 件 次 场 期 门 套 台 辆 座 处 户 亩 吨 元 张 册 篇 支 条 间 栋 班',
);
