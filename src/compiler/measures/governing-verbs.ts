// Verbs that govern a counted thing without adding to it: 出栏生猪2.5万头, 实施项目9个. Longer forms are tried first.
const VERBS =
  '实施 推进 推动 开展 组织 组建 成立 举办 承办 召开 完成 实现 建设 改造 整治 修复 治理 更新 更换 接收 接入 接待 受理 办理 办结 处置 处理 化解 消化 清理 清退 清收 回收 盘活 发行 发放 下达 拨付 落实 安排 投入 筹集 争取 ' +
  '转移 输出 转移输出 转移就业 出栏 存栏 种植 播种 栽植 补植 抚育 管护 养殖 收储 收购 销售 出口 进口 硬化 铺设 敷设 架设 安装 加装 配备 配置 购置 采购 储备 投放 投用 投产 启用 启动 新开工 开工 竣工 完工 签约 引入 引导 指导 共建 柔性引进 查验 出具 支持 扶持 帮助 帮扶 服务 惠及 覆盖 带动 拉动 促进 吸引 吸纳 安置 ' +
  '培训 轮训 培养 选派 选送 选树 推荐 推选 推出 推广 申报 申请 立项 获批 获得 获 通过 入选 编制 制定 修订 出台 印发 发布 出版 撰写 发表 录制 创作 创排 新创 演出 放映 播出 巡演 展出 征集 收集 采集 走访 探访 慰问 看望 检查 抽查 抽检 巡查 巡诊 巡察 巡视 督查 督导 督办 监测 检测 检验 评估 评审 评选 认定 命名 表彰 ' +
  '查处 查办 立案 审结 执结 调解 侦破 打击 捣毁 抓获 收缴 取缔 关停 关闭 退出 淘汰 拆除 腾退 停招 撤销 停办 救助 资助 补助 奖补 减免 免除 兑现 供应 供给 供水 供电 提供 筹建 续建 复建 扩建 改建 迁建 点评 出动 深耕 流转 托管 认领 结对 对接 洽谈 招引 招商 储能 交付 交房 保交 回购 置换 划转 盘点 排查 摸排 创成 打造 联系 掌握 设置 设立 开设 开通 增开 加密 优化 调整 压减 压降 削减 节约 节省 整顿 招募 宣讲 形成 巩固 提升 聚焦 遴选 评定 动员 发动 新辟';
const ordered = VERBS.split(' ').sort((a, b) => b.length - a.length);

const byFirst = new Map<string, string[]>();
for (const verb of ordered) byFirst.set(verb[0]!, [...(byFirst.get(verb[0]!) ?? []), verb]);

// With these the verb is a word: 资助资金, 培养对象.
const WITH_VERB =
  /^(?:资金|对象|人员|人数|面积|数量|金额|经费|机构|能力|成效|计划|任务|标准|方案|项目|比例|总量|岗位|网点|站点|企业主|率)$/;

/** The verb that a phrase begins with, and behind which a thing is left. */
export const governingAtStart = (phrase: string): string | null => {
  const verb = byFirst.get(phrase[0] ?? '')?.find(one => phrase.startsWith(one) && phrase.length - one.length >= 2);
  return verb && !WITH_VERB.test(phrase.slice(verb.length)) ? verb : null;
};

const byLast = new Map<string, string[]>();
for (const verb of ordered) byLast.set(verb.at(-1)!, [...(byLast.get(verb.at(-1)!) ?? []), verb]);

/** The verb that a phrase ends with. */
export const governingAtEnd = (phrase: string): string | null =>
  byLast.get(phrase.at(-1) ?? '')?.find(verb => phrase.endsWith(verb)) ?? null;

/** Verbs of making less of something: 压减法人户数4户 is -4. */
export const LESSENING = /^(?:压减|减少|削减|压降|降低|缩减|核减|精简)(?=..)/;
