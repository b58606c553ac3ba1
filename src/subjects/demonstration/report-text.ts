import { monthOf, spokenDay } from './clock';
import type { DemoTarget } from './events';
import type { ItemWork } from './item-work';
import type { DemoMilestone } from './milestones';
import type { Random } from './random';

/** 13500000 → 1350万, as the plan would write it. */
export const spokenAmount = (value: string): string => {
  const number = Math.abs(Number(value));
  const short = (divisor: number) => String(Math.round((Number(value) / divisor) * 100) / 100);
  if (number >= 1e8) return `${short(1e8)}亿`;
  return number >= 1e4 ? `${short(1e4)}万` : value;
};

/** One figure as a sentence without its full stop: 截至6月底，智慧校园完成23所，占年度目标的51%. */
export const figureSentence = (target: DemoTarget, value: string, until: string): string => {
  const { indicator, comparator, unit } = target;
  const aim = Number(target.value ?? target.low ?? 0);
  const amount = `${spokenAmount(value)}${unit ?? ''}`;
  if (comparator === 'add' && aim < 0)
    return `${until}，${indicator}较上年下降${spokenAmount(value.replace('-', ''))}${unit ?? ''}`;
  if (aim === 0)
    return Number(value) === 0
      ? `${until}，${indicator}已经清零`
      : `${until}，${indicator}尚余${amount}，已逐一建立台账`;
  if (unit === '%') {
    const gap = Math.round((aim - Number(value)) * 100) / 100;
    if (comparator === 'le' || comparator === 'lt') return `${until}，${indicator}为${value}%`;
    return gap > 0
      ? `${until}，${indicator}为${value}%，距年度目标还差${gap}个百分点`
      : `${until}，${indicator}达到${value}%`;
  }
  if (comparator === 'le' || comparator === 'lt') return `${until}，${indicator}为${amount}，控制在目标以内`;
  if (target.baseline !== null)
    return `${until}，${indicator}达到${amount}（年度目标${spokenAmount(target.value ?? '')}${unit ?? ''}）`;
  const share = Math.round((100 * Number(value)) / aim);
  if (Number(value) === 0) return `${until}，${indicator}尚在前期准备`;
  return comparator === 'add'
    ? `${until}，${indicator}完成${amount}，占年度目标的${share}%`
    : `${until}，${indicator}达到${amount}，为年度目标的${share}%`;
};

export type Scene = {
  work: ItemWork;
  milestones: readonly DemoMilestone[];
  /** Days between which the report speaks: after the one before it, up to this one. */
  since: string;
  on: string;
  percent: number;
  behind: number;
  figures: readonly string[];
  /** Names of other units of the task, and of counties, to be met in the text. */
  partners: readonly string[];
  counties: readonly string[];
};

/** Quotation marks within quotation marks. */
const nested = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’');

const nextStepOf = ({ milestones, on }: Scene): DemoMilestone | undefined =>
  milestones.find(({ doneOn }) => doneOn === null || doneOn > on);

const stepSentences = (scene: Scene, random: Random): string[] => {
  const { milestones, since, on } = scene;
  const done = milestones.filter(({ doneOn }) => doneOn !== null && doneOn > since && doneOn <= on);
  const next = nextStepOf(scene);
  const finished = done.map(({ title, doneOn }) =>
    random.pick([
      `${title}已于${spokenDay(doneOn ?? on)}完成`,
      `完成${title}`,
      `${title}工作全部结束，资料已归档`,
      `按计划完成${title}`,
    ]),
  );
  if (!next)
    return [...finished, random.pick(['各项工作全部完成，正在整理资料', '年度任务已经完成，做好总结和验收准备'])];
  const going = random.pick([
    `${next.title}正在有序开展`,
    `目前正在推进${next.title}`,
    `已启动${next.title}，人员和时间安排到位`,
    `${next.title}进入实施阶段`,
    `细化${next.title}的分工，按周掌握进展`,
    `${next.title}按计划推进，阶段目标基本达到`,
    `围绕${next.title}组织了业务培训`,
    `把${next.title}列为当前工作重点，逐项落实`,
  ]);
  return [...finished, going];
};

const meetingSentence = ({ work, partners, counties, on }: Scene, random: Random): string => {
  const places = random.some(counties, 2).join('、');
  const ways = [
    `赴${places}实地了解情况，现场协调解决问题${random.int(2, 7)}个`,
    `组织召开专题会，就“${nested(work.title)}”逐项明确分工和完成时限`,
    `对${places}等地开展随机抽查，反馈意见${random.int(3, 12)}条`,
    `收集基层意见建议${random.int(6, 30)}条，采纳${random.int(2, 5)}条`,
    `印发工作提示${random.int(1, 2)}期，督促${places}加快进度`,
    `在${places}召开现场交流会，推广有效做法`,
    `${monthOf(on)}月中旬召开视频调度会，通报各县（市、区）进展`,
  ];
  const partner = partners.length > 0 ? random.pick(partners) : null;
  if (partner) ways.push(`与${partner}会商${random.int(1, 3)}次，统一了口径和标准`, `会同${partner}开展联合调研`);
  return random.pick(ways);
};

const sentence = (parts: readonly string[]): string => parts.map(part => `${part}。`).join('');

/** 进展: what was done in the month, one thing that was arranged, and the figures. */
export const writeSummary = (scene: Scene, random: Random): string => {
  const steps = stepSentences(scene, random);
  const meeting = meetingSentence(scene, random);
  const order = random.chance(0.5) ? [...steps, meeting] : [meeting, ...steps];
  return sentence([...order, ...scene.figures]);
};

/** 存在问题: empty in a good month, with the reason where the work is behind. */
export const writeProblem = ({ work, behind, counties }: Scene, random: Random): string => {
  if (behind <= 5 && !random.chance(0.3)) return '';
  const problem = random.pick(work.problems);
  if (behind <= 10) return `${problem}。`;
  return sentence([problem, `进度低于序时进度${behind}个百分点，${random.pick(counties)}等地推进偏慢`]);
};

/** 下步措施: the next step with its date, and what is done about a problem. */
export const writeNextStep = (scene: Scene, problem: string, random: Random): string => {
  const next = nextStepOf(scene);
  if (!next) return '整理过程资料和佐证材料，申请办结。';
  const passed = next.dueOn <= scene.on;
  const main = passed
    ? `倒排工期，集中力量完成${next.title}`
    : random.pick([
        `下月重点推进${next.title}，确保${spokenDay(next.dueOn)}前完成`,
        `抓好${next.title}，${spokenDay(next.dueOn)}前报送阶段成果`,
        `继续做好${next.title}，按时间节点推进`,
      ]);
  if (!problem) return sentence([main]);
  return sentence([
    main,
    random.pick(['对存在的问题列出清单，明确专人跟进', '提请局长办公会研究协调', '实行周调度，逐项销号']),
  ]);
};

/** What a county writes: shorter, of its own part. */
export const writeCountySummary = (name: string, scene: Scene, random: Random): string => {
  const next = nextStepOf(scene);
  const whole = `全${name.slice(-1)}`;
  const opening = random.pick([
    `${name}按照市局部署，制定了本地实施方案`,
    `${name}成立工作小组，逐校落实责任`,
    `${name}召开${whole}教育系统推进会，细化工作台账`,
    `${name}组织股室人员包片督导，走访学校${random.int(6, 28)}所`,
  ]);
  const step = next
    ? [random.pick([`${next.title}的本地任务正在推进`, `正在配合做好${next.title}`])]
    : ['本地任务已经完成'];
  return sentence([opening, ...step, ...scene.figures]);
};
