import { demoSchools } from './schools';

/** A unit of the demonstration bureau. `parentCode` is null at the root only; `areaCode` is invented like the places. */
export type DemoUnit = {
  code: string;
  parentCode: string | null;
  name: string;
  shortName: string;
  kind: 'bureau' | 'department' | 'affiliated' | 'taskforce' | 'county' | 'school';
  areaCode: string | null;
  aliases: string[];
  sort: number;
  /** 单位标签 of a school. */
  tags?: string[];
};

/** A county of 云川市: `weight` is its share of everything that goes by size. */
export type DemoCounty = { name: string; areaCode: string; weight: number };

export const ROOT_CODE = 'YC';
export const CITY_AREA = '990100';

type Row = [name: string, shortName: string, ...aliases: string[]];

// The names are exactly those of examples/yunchuan-2026.txt.
const departments: Row[] = [
  ['办公室', '办公室', '局办公室'],
  ['发展规划处', '规划处'],
  ['财务处', '财务处'],
  ['组织人事处', '人事处'],
  ['教师工作处', '教师处'],
  ['学前教育处', '学前处'],
  ['义务教育处', '义教处'],
  ['高中教育处', '高中处'],
  ['高等教育和职业教育处', '高职处', '高等教育与职业教育处'],
  ['民办教育管理处', '民办处'],
  ['体育卫生艺术处', '体卫艺处'],
  ['德育与劳动教育处', '德育处', '德育和劳动教育处'],
  ['法规安全处', '法规处'],
  ['教育督导处', '督导处'],
  ['审计处', '审计处'],
  ['机关党委', '机关党委'],
];

const affiliated: Row[] = [
  ['教育科学研究院', '教科院', '市教育科学研究院'],
  ['电化教育馆', '电教馆'],
  ['教育考试院', '考试院', '市教育考试院'],
  ['学生资助中心', '资助中心', '市学生资助中心'],
  ['教师发展中心', '教师中心'],
  ['教育技术装备中心', '装备中心'],
  ['后勤服务中心', '后勤中心', '后勤保障服务中心'],
  ['师生服务中心', '服务中心'],
];

const taskforces: Row[] = [['学位建设攻坚专班', '学位专班', '学位攻坚专班']];

const countySizes: [name: string, weight: number][] = [
  ['望湖区', 9],
  ['青槐区', 8],
  ['东渡区', 7],
  ['北桥区', 6],
  ['新汀区', 5],
  ['云澜区', 4],
  ['柏舟市', 8],
  ['漱玉市', 7],
  ['鹿鸣县', 6],
  ['禾丰县', 6],
  ['槐安县', 5],
  ['兰浦县', 5],
  ['梅溪县', 5],
  ['竹屿县', 4],
  ['安澜县', 4],
  ['枫汀县', 4],
  ['雁回县', 4],
  ['棠梨县', 3],
];

/** The 18 counties, districts and cities under 云川市, in their order. None of these places exists. */
export const demoCounties: readonly DemoCounty[] = countySizes.map(([name, weight], index) => ({
  name,
  weight,
  areaCode: String(Number(CITY_AREA) + index + 2),
}));

export const countyCode = (areaCode: string): string => `${ROOT_CODE}-${areaCode}`;

const toUnits = (rows: Row[], kind: DemoUnit['kind'], letter: string, from: number): DemoUnit[] =>
  rows.map(([name, shortName, ...aliases], index) => ({
    code: `${ROOT_CODE}-${letter}${String(index + 1).padStart(2, '0')}`,
    parentCode: ROOT_CODE,
    name,
    shortName,
    kind,
    areaCode: null,
    aliases: shortName === name ? aliases : [shortName, ...aliases],
    sort: from + index,
  }));

/**
 * The tree of the demonstration bureau, parents first: the bureau, 16 departments, 8 affiliated units, one task force, 18 county
 * bureaus, 600 schools. Always the same.
 */
export const demoUnits = (): DemoUnit[] => {
  const bureau: DemoUnit = {
    code: ROOT_CODE,
    parentCode: null,
    name: '云川市教育局',
    shortName: '市教育局',
    kind: 'bureau',
    areaCode: CITY_AREA,
    aliases: ['市教育局'],
    sort: 0,
  };
  const counties = demoCounties.map<DemoUnit>(({ name, areaCode }, index) => ({
    code: countyCode(areaCode),
    parentCode: ROOT_CODE,
    name: `${name}教育局`,
    shortName: name,
    kind: 'county',
    areaCode,
    aliases: [name],
    sort: 200 + index,
  }));
  return [
    bureau,
    ...toUnits(departments, 'department', 'C', 1),
    ...toUnits(affiliated, 'affiliated', 'Z', 101),
    ...toUnits(taskforces, 'taskforce', 'B', 151),
    ...counties,
    ...demoSchools(demoCounties),
  ];
};
