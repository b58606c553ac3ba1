const HAN = '零一二三四五六七八九';

const numeral = (value: number): string => {
  if (value >= 100)
    return `${HAN[Math.floor(value / 100)]}百${value % 100 === 0 ? '' : `${value % 100 < 10 ? '零' : ''}${numeral(value % 100)}`}`;
  if (value < 10) return HAN[value]!;
  return `${value < 20 ? '' : HAN[Math.floor(value / 10)]}十${value % 10 === 0 ? '' : HAN[value % 10]}`;
};

const WORKS = [
  '道路养护',
  '校舍安全',
  '门诊服务',
  '河道治理',
  '技能培训',
  '信访接待',
  '项目储备',
  '档案整理',
  '设备更新',
  '宣传教育',
];
const PLACES = ['东区', '西区', '南部乡镇', '北部山区', '城关', '开发区', '新城', '老城', '沿江', '库区'];
const BODIES = [
  '规划科',
  '财务科',
  '法规科',
  '人事科',
  '建设科',
  '安全科',
  '信息中心',
  '督查室',
  '办公室',
  '服务中心',
  '监测站',
  '培训中心',
];

const pick = (from: readonly string[], at: number): string => from[at % from.length]!;

/** One item as an office writes it: no two of them alike. */
const item = (number: number): string => {
  const subject = `${pick(PLACES, number * 7)}${pick(WORKS, Math.floor(number / 10))}第${numeral((number % 899) + 1)}片`;
  const share = 60 + (number % 39);
  return `${number}.推进${subject}工作。完善工作机制，细化任务清单，健全部门协同和定期会商制度，及时研究解决困难和问题。${pick(['6月底前', '年底前', '第三季度', '9月30日前'], number)}新建${subject}站点${3 + (number % 17)}个，${subject}覆盖率达到${share}%以上，由${share - 9}%提高到${share}%的经验予以推广。（牵头科室：${pick(BODIES, number)}。责任科室：${pick(BODIES, number + 3)}、${pick(BODIES, number + 5)}）`;
};

/** A plan of about so many characters: sections of twenty items whose numbers run on. */
export const longPlan = (characters: number): string => {
  const lines = ['云川市建设局2026年工作要点', '为做好全年工作，制定本要点。'];
  let length = 0;
  for (let number = 1; length < characters; number += 1) {
    if (number % 20 === 1)
      lines.push(`${numeral(Math.min(899, Math.ceil(number / 20)))}、做好${pick(WORKS, Math.ceil(number / 20))}`);
    const text = item(number);
    length += text.length + 1;
    lines.push(text);
  }
  return lines.join('\n');
};
