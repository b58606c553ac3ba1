import type { DemoUnit } from './organisation';
import { makeRandom } from './random';

export type DemoRole =
  | 'leader'
  | 'supervisor'
  | 'liaison'
  | 'county'
  | 'reporter'
  | 'assessor'
  | 'auditor'
  | 'administrator';

/** An invented person. All share the demonstration's password. */
export type DemoPerson = { login: string; name: string; posts: { role: DemoRole; unitCode: string; title: string }[] };

// Put together by chance: nobody is meant.
const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
];
const first = [...'嘉书明思雨子若景文清亦知远承云安宁怀瑾立舒晓予静'];
const second = [...'言朗溪桐然舟衡宁岚青川禾越恒澜初帆竹汀笙棠苑原尧'];

/** Whose liaison comes first: the sign-in page offers the first person of each role, and this department has the most to do. */
const busiest = '义务教育处';

/** Which deputy is in charge of which departments (分管); everything else is the first deputy's. */
const charges: readonly (readonly string[])[] = [
  ['办公室', '机关党委', '发展规划处', '学位建设攻坚专班', '教育督导处', '民办教育管理处'],
  ['学前教育处', '义务教育处', '高中教育处', '教育科学研究院', '教育考试院', '德育与劳动教育处', '体育卫生艺术处'],
  ['高等教育和职业教育处', '教师工作处', '组织人事处', '教师发展中心', '电化教育馆', '教育技术装备中心'],
  ['财务处', '审计处', '法规安全处', '后勤服务中心', '学生资助中心', '师生服务中心'],
];

const two = (value: number): string => String(value).padStart(2, '0');

const namesInOrder = (count: number): string[] => {
  const random = makeRandom('people');
  const names = new Set<string>();
  while (names.size < count)
    names.add(random.pick(surnames) + (random.chance(0.8) ? random.pick(first) : '') + random.pick(second));
  return [...names];
};

/** The deputy in charge of a department, by login; the head of the bureau where no deputy is. */
export const chargeOf = (unitName: string): string => {
  const at = charges.findIndex(names => names.includes(unitName));
  return at === -1 ? 'juzhang' : `fujuzhang${two(at + 1)}`;
};

/** Those who sign and report for departments, affiliated units and task forces. */
const worksInBureau = ({ kind }: DemoUnit): boolean =>
  kind === 'department' || kind === 'affiliated' || kind === 'taskforce';

/**
 * The people of the demonstration bureau: head and four deputies, two of the supervision office, a liaison for every department
 * and affiliated unit, one for every county, reporters of twenty schools, an assessor, an auditor, an administrator.
 */
export const demoPeople = (units: readonly DemoUnit[]): DemoPerson[] => {
  const root = units.find(({ kind }) => kind === 'bureau');
  if (!root) throw new RangeError('no bureau among the units');
  const inBureau = units.filter(worksInBureau);
  const departments = [...inBureau.filter(u => u.name === busiest), ...inBureau.filter(u => u.name !== busiest)];
  const counties = units.filter(({ kind }) => kind === 'county');
  const schools = makeRandom('reporters').some(
    units.filter(({ kind }) => kind === 'school'),
    20,
  );
  type Seat = [login: string, role: DemoRole, unitCode: string, title: string];
  const seats: Seat[] = [
    ['juzhang', 'leader', root.code, '局长'],
    ...charges.map<Seat>((_, i) => [`fujuzhang${two(i + 1)}`, 'leader', root.code, '副局长']),
    ['duchake', 'supervisor', root.code, '督查科科长'],
    ['duchake02', 'supervisor', root.code, '督查科科员'],
    ...departments.map<Seat>(({ code }, i) => [`lianluo${two(i + 1)}`, 'liaison', code, '联络员']),
    ...counties.map<Seat>(({ code }, i) => [`xianqu${two(i + 1)}`, 'county', code, '联络员']),
    ...schools.map<Seat>(({ code }, i) => [`xuexiao${two(i + 1)}`, 'reporter', code, '填报员']),
    ['pinggu', 'assessor', root.code, '评估人员'],
    ['shenji', 'auditor', root.code, '审计人员'],
    ['guanliyuan', 'administrator', root.code, '系统管理员'],
  ];
  const names = namesInOrder(seats.length);
  return seats.map(([login, role, unitCode, title], index) => ({
    login,
    name: names[index] ?? login,
    posts: [{ role, unitCode, title }],
  }));
};
