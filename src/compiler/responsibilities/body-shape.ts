/**
 * How the name of an office, a company, a school, an area looks: by its last word. Used where no label says that names follow.
 */
const ENDING =
  /(?:[局委办处科室股部厅署院会馆站所校园组社队府厂台班系段矿库]|中心|公司|集团|银行|支行|分行|人行|总行|学院|大学|中学|小学|幼儿园|党校|医院|党委|党组|支部|总支|工会|团委|妇联|科协|残联|文联|侨联|社科联|工商联|记协|计协|红十字|检察院|法院|人大|政协|人武部|专班|机关|街道|镇街|街镇|乡街|镇|乡|村|居|社区|县|区|市|州|盟|旗|农场|林场|码头|企业|单位|部门|机构|高校|院校|卫生院|事务所|联社|供销社|分局|大队|支队|总队|中队|园区|校区|片区|老龄委|党组织|团组织|协会|工委|海关|关工委|书院|基地|平台公司|电视台|报社|台|教研组|年级|班级|城投|交投|文投|国投|水投|银保监|移动|联通|电信|铁塔|国资|邮政|烟草)$/;

// Words with such an end that are no bodies.
const NONE =
  /(?:格局|布局|大局|全局|结局|破局|开局|社会|机会|大会|全部|内部|外部|干部|局部|东部|西部|南部|北部|中部|场所|处所|厕所|校园|家园|体系|关系|联系|平台|后台|出台|举办|创办|督办|承办|主办|协办|兴办|开办|交办|转办|办|学科|本科|专科|教室|寝室|城市|农村|乡村|团队|晚会|年会|展会|培训班|学习班|研讨会|座谈会|推进会|发布会|现场会|例会|博览会|推介会|运动会|会议|下属|地区|小区|景区|灾区|库区|山区|库|各处|等处|好处|到处|之处|上班|办班|大班|小班)$/;
const REALLY = /(?:[一-龥]{2}办|[一-龥]{2}景区|[一-龥]社区|[一-龥]{2}库区|各地区|实验室|各(?:校园|城市|地区))$/;

const VERB =
  /^(?:加强|推进|完善|建立|开展|实施|落实|提升|强化|深化|加快|指导|督促|按照|根据|通过|进一步|全面|积极|认真|确保|做好|抓好|完成|新建|改建|打造|培育|鼓励|推动|围绕|依托|结合|充分|严格|健全|优化|构建|探索|坚持|力争|争取|新增|建成|含|其中|包括|以上|详见|参见|见|即|原|指|如|例如|不含|不少于)/;

/** What a name may be made of. */
const MADE_OF = /^[一-龥A-Za-z0-9()（）【】〔〕、,/·“”‘’《》\-—xX×*]+$/;

const LONGEST_BODY = 36;

/** Does this end as the name of a body does? The rest is not looked at. */
export const endsLikeBody = (said: string): boolean => {
  const name = said.replace(/[(（][^()（）]{0,40}[)）]$/, '');
  return ENDING.test(name) && (!NONE.test(name) || REALLY.test(name));
};

/** Is this the name of a body, as far as its form tells? 市教育局, 各乡镇, 第三中学, 区域教育中心建设专班. */
export const looksLikeBody = (said: string): boolean => {
  if (said.length > LONGEST_BODY * 2) return false;
  let known = judged.get(said);
  if (known === undefined) {
    known = judge(said);
    if (judged.size < 20_000) judged.set(said, known);
  }
  return known;
};

// The same names come again and again.
const judged = new Map<string, boolean>();

const judge = (said: string): boolean => {
  const name = said.replace(/\s+/g, '');
  if (name.length < 2 || name.length > LONGEST_BODY || !MADE_OF.test(name)) return false;
  if (!endsLikeBody(name)) return COLLECTIVE.test(name);
  if (VERB.test(name) && name.length > 6) return false;
  return !/[的了将把使被就要]|应当|可以|进行|不得/.test(name) && !/^[()（）、,\-—]/.test(name);
};

const COLLECTIVE =
  /^(?:(?:各|有关|相关)(?:县\(?市、?区\)?|县区|区县|市县|地市?|市州|县|区|乡镇|镇街|街镇|镇\(街道?\)|乡镇\(街道\)|级|校|院系?|系部|村|班级|党支部|二级学院)|各级各类学校|国务院各部门)$|(?:各县\(市、区\)|各县\(区\)|各县\(市\)|各区\(县\)|各乡镇\(街道\)|各镇\(街道\)|各镇\(街\)|各(?:县|市|区)、(?:县|市|区)(?:、区)?)$/;

/** Names that mean whoever is concerned, not a body of their own: 各有关单位, 机关各处室. */
export const isCollective = (name: string): boolean =>
  /各|有关|相关|其他|全体|所有/.test(name) || /^(?:局属|直属|下属|驻)/.test(name);
