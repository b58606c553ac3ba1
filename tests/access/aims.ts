import type { Aims, At } from './support/aim';
import type { Reply } from './support/caller';
import { REVIEW_PERIOD } from './support/reviews';
import type { Thing } from './support/thing';

const year = 2026;
const dueOn = '2099-12-31';
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const period = () => today().slice(0, 7);
const list = () => ({ year });
const long = () => ({ year, limit: 200 });
const person = ({ thing }: { thing: { userId: string } }) => ({ userId: thing.userId });
const GOOD = '春江水暖鸭先知 2026';
// Of the right form, and nobody's.
const NO_TOKEN = `1.${'x'.repeat(43)}`;
const measured = ({ thing }: { thing: { unitId: string; measureId: string } }) => ({
  unitId: thing.unitId,
  indicatorIds: [thing.measureId],
  on: '2026-08-31',
});
const series = ({ thing }: { thing: { unitId: string; measureId: string } }) => ({
  unitId: thing.unitId,
  indicatorId: thing.measureId,
  on: '2026-08-31',
});
const task = ({ thing }: { thing: { taskId: string } }) => ({ taskId: thing.taskId });
const reviewed = (formId: string) => ({ formId, period: REVIEW_PERIOD });

const ledCell = (thing: Thing) => `LED_${thing.marks.led[0]!.slice(1, -1)}`;
const entered = (thing: Thing) => ({ ...reviewed(thing.entryFormId), unitId: thing.unitId });
const handed = (thing: Thing) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId });
/** Sends a workbook back as it was downloaded; where nothing could be, any file. */
const filledIn =
  (download: string, read: string) =>
  async ({ caller, thing }: At) => {
    const bytes = await caller.bytes(`/api/reporting/${download}?${new URLSearchParams(entered(thing))}`);
    const stored = await caller.upload('填报.xlsx', bytes.subarray(0, 2).toString() === 'PK' ? bytes : '1'.repeat(9));
    const fileId = stored.code ? '1' : (JSON.parse(stored.text) as { id: string }).id;
    return caller.call('write', `reporting.${read}`, { ...entered(thing), fileId });
  };

/** A row for the thing's unit, as a program writes it: units go by their codes. */
const rowOf = async ({ caller, thing }: At) => {
  const { text } = await caller.call('read', 'org.units', {});
  const units = JSON.parse(text) as { id: string; code: string }[];
  const code = (Array.isArray(units) && units.find(({ id }) => id === thing.unitId)?.code) || 'nobody';
  return { unit: code, period: REVIEW_PERIOD, figure: ledCell(thing), value: '1' };
};
/** Everybody knows the units of their body; for whom one may bring rows in is told by row. What else is wrong with them is another matter. */
const letIn = (reply: Reply): Reply => {
  if (reply.code !== 'import-has-errors') return reply;
  if (reply.text.includes('"unit-not-yours"')) return { ...reply, code: 'not-permitted' };
  return reply.text.includes('"unknown-unit"')
    ? { ...reply, code: 'not-found' }
    : { ...reply, status: 200, code: null };
};

/** Every operation, aimed at a thing. A new operation gets its line here and in `expected/`. */
export const aims: Aims = {
  // org
  'org.start': { self: true },
  'org.me': { self: true },
  'org.setLanguage': { self: true, input: () => ({ language: 'en' }) },
  'org.units': { shows: 'unit' },
  'org.saveUnit': {
    input: ({ thing }) => ({
      unitId: thing.unitId,
      version: thing.unitVersion,
      parentId: thing.unitParentId,
      name: '改名',
      shortName: '改名',
      kind: 'department',
    }),
  },
  'org.people': { shows: 'person' },
  'org.invite': {
    input: ({ thing }) => ({ name: '新人', login: 'new.person', role: 'liaison', unitId: thing.unitId }),
  },
  'org.invite auditor': {
    input: ({ thing }) => ({ name: '新人', login: 'new.person', role: 'auditor', unitId: thing.unitId }),
  },
  'org.addPost': { input: ({ thing }) => ({ userId: thing.userId, unitId: thing.unitId, role: 'assessor' }) },
  'org.removePost': { input: ({ thing }) => ({ postId: thing.postId }) },
  'org.handPost': { input: ({ thing, caller }) => ({ postId: thing.postId, userId: caller.userId }) },
  'org.importTemplate': { self: true },
  'org.importUnits': { input: ({ own }) => ({ fileId: own.workbookId }), self: true },

  // identity: how one comes in
  'identity.createBureau': {
    self: true,
    input: () => ({ name: '新局教育', shortName: '新局', login: 'newcomer', userName: '新人', password: GOOD }),
  },
  'identity.signIn': { self: true, input: () => ({ login: 'nobody.here', password: GOOD, tenant: 'own' }) },
  'identity.signInCode': { self: true, input: () => ({ token: NO_TOKEN, code: '000000' }) },
  'identity.beginEnrolment': { self: true, input: () => ({ token: NO_TOKEN }) },
  'identity.confirmEnrolment': { self: true, input: () => ({ token: NO_TOKEN, code: '000000' }) },
  'identity.enter': { self: true, input: () => ({ token: NO_TOKEN }) },
  'identity.signOut': { self: true },
  'identity.invitation': { input: ({ thing }) => ({ token: thing.invitationToken }) },
  // The link is the right, as the two looks show; nothing hangs on who holds it.
  'identity.acceptInvitation': { self: true, input: ({ thing }) => ({ token: thing.invitationToken, password: GOOD }) },
  'identity.resetLink': { input: ({ thing }) => ({ token: thing.resetToken }) },
  'identity.resetPassword': { self: true, input: ({ thing }) => ({ token: thing.resetToken, password: GOOD }) },
  // identity: one's own account
  'identity.mine': { shows: 'session' },
  'identity.changePassword': { self: true, input: () => ({ next: GOOD }) },
  'identity.endSession': { input: ({ thing }) => ({ sessionId: thing.account.sessionId }) },
  'identity.endOtherSessions': { self: true },
  'identity.beginFactor': { self: true },
  'identity.confirmFactor': { self: true, input: () => ({ code: '000000' }) },
  'identity.renewRecoveryCodes': { self: true, input: () => ({ code: '000000' }) },
  'identity.removeFactor': { self: true, input: () => ({ code: '000000' }) },
  'identity.tokens': { shows: 'account' },
  'identity.createToken': { self: true, input: () => ({ name: '汇总程序', scopes: ['read'], days: 30 }) },
  'identity.revokeToken': { input: ({ thing }) => ({ tokenId: thing.account.tokenId }) },
  'identity.links': { shows: 'account' },
  'identity.removeLink': { input: ({ thing }) => ({ linkId: thing.account.linkId }) },
  // identity: everybody's accounts
  'identity.account': { input: person, shows: 'theirSession' },
  'identity.links person': { input: person, shows: 'theirAccount' },
  'identity.setSignOnName': { input: ({ thing }) => ({ userId: thing.userId, name: 'sign.on.name' }) },
  'identity.makeResetLink': { input: person },
  'identity.disableAccount': { input: person },
  'identity.enableAccount': { input: person },
  'identity.resetFactor': { input: person },
  'identity.endSessionsOf': { input: person },
  'identity.allTokens': { shows: 'account' },
  'identity.security': { self: true },
  'identity.saveSecurity': { self: true, input: () => ({ idleHours: 12, absoluteDays: 14, secondFactorRoles: [] }) },

  // audit
  'audit.list': { input: ({ thing }) => ({ kind: 'task', subjectId: thing.taskId }), shows: 'part' },
  'audit.verify': { self: true },
  'audit.exportWorkbook': { input: ({ thing }) => ({ kind: 'task', subjectId: thing.taskId }), shows: 'part' },

  // plans
  'plans.list': { input: list, shows: 'adopted' },
  'plans.list settling': { input: list, shows: 'settling' },
  'plans.get': { input: ({ thing }) => ({ planId: thing.adoptedPlanId }), shows: 'adopted' },
  'plans.get settling': { input: ({ thing }) => ({ planId: thing.planId }), shows: 'settling' },
  'plans.get task': { input: ({ thing }) => ({ planId: thing.adoptedPlanId }), shows: 'planned' },
  'plans.paste': { input: () => ({ name: '要点.txt', text: '1.新建学校2所。' }), self: true },
  'plans.import': { input: ({ thing }) => ({ fileId: thing.looseFileId }) },
  'plans.correct': {
    input: ({ thing }) => ({
      planId: thing.planId,
      version: thing.planVersion,
      corrections: [{ kind: 'edit-heading', node: 'n2', heading: '新' }],
    }),
  },
  'plans.undo': { input: ({ thing }) => ({ planId: thing.planId, version: thing.planVersion }) },
  'plans.redo': { input: ({ thing }) => ({ planId: thing.planId, version: thing.planVersion }) },
  'plans.adopt': { input: ({ thing }) => ({ planId: thing.planId }) },
  'plans.revise': { input: ({ thing, own }) => ({ planId: thing.planId, fileId: own.looseFileId }) },
  'plans.revise file': {
    input: ({ thing, own }) => ({ planId: own.planId, fileId: thing.looseFileId }),
  },
  'plans.answerConflict': {
    input: ({ thing }) => ({
      planId: thing.planId,
      version: thing.planVersion,
      conflictId: thing.conflictId,
      answer: 'document',
    }),
  },
  'plans.preview': { input: ({ thing }) => ({ planId: thing.planId }) },

  // tasks: looking
  'tasks.list': { input: long, shows: 'task' },
  'tasks.list draft': { input: long, shows: 'draft' },
  'tasks.list search': { input: ({ thing }) => ({ year, q: thing.marks.task[0] }), shows: 'task' },
  'tasks.groups': { input: ({ thing }) => ({ year, q: thing.marks.task[0], group: 'status' }), shows: 'counted' },
  'tasks.get': { input: task, shows: 'task' },
  'tasks.get report': { input: task, shows: 'part' },
  'tasks.get instruction': { input: task, shows: 'note' },
  'tasks.get draft': { input: ({ thing }) => ({ taskId: thing.draftId }), shows: 'draft' },
  'tasks.history': { input: task, shows: 'task' },
  'tasks.history report': { input: task, shows: 'part' },
  'tasks.history instruction': { input: task, shows: 'note' },
  'tasks.gantt': { input: ({ thing }) => ({ year, q: thing.marks.task[0] }), shows: 'task' },
  'tasks.todo sign': { shows: 'unsigned' },
  'tasks.todo review': { shows: 'report' },
  'tasks.exportWorkbook': { input: list, shows: 'task' },
  'tasks.exportWorkbook report': { input: list, shows: 'report' },
  'tasks.exportDocument': { input: list, shows: 'task' },
  'tasks.views': { shows: 'view' },

  // tasks: doing
  'tasks.create': {
    input: ({ thing }) => ({ year, source: 'meeting', title: '新任务', leadUnitId: thing.unitId, dueOn }),
  },
  'tasks.edit': { input: ({ thing }) => ({ taskId: thing.taskId, version: thing.taskVersion, title: '改' }) },
  'tasks.assign': {
    input: ({ thing }) => ({ tasks: [{ taskId: thing.taskId, version: thing.taskVersion }], leaderName: '某' }),
  },
  'tasks.send': { input: ({ thing }) => ({ taskIds: [thing.draftId] }) },
  'tasks.sign': { input: ({ thing }) => ({ tasks: [{ taskId: thing.unsignedId, unitId: thing.unitId }] }) },
  'tasks.saveMilestone': { input: ({ thing }) => ({ taskId: thing.taskId, title: '节点', dueOn }) },
  'tasks.finishMilestone': { input: ({ thing }) => ({ milestoneId: thing.milestoneId, doneOn: today() }) },
  'tasks.removeMilestone': { input: ({ thing }) => ({ milestoneId: thing.milestoneId }) },
  'tasks.saveReport': {
    input: ({ thing }) => ({ taskId: thing.openId, unitId: thing.unitId, period: period(), percent: 5, summary: '稿' }),
  },
  'tasks.submitReport': {
    input: ({ thing }) => ({ taskId: thing.openId, unitId: thing.unitId, period: period(), percent: 5, summary: '报' }),
  },
  'tasks.submitReport file': {
    input: ({ thing, own }) => ({
      taskId: own.openId,
      unitId: own.unitId,
      period: period(),
      percent: 5,
      summary: '报',
      fileIds: [thing.looseFileId],
    }),
  },
  'tasks.reviewReport': {
    input: ({ thing }) => ({ reportId: thing.reportId, version: thing.reportVersion, verdict: 'accepted' }),
  },
  'tasks.comment': { input: ({ thing }) => ({ taskId: thing.taskId, body: '留言' }) },
  'tasks.comment instruction': { input: ({ thing }) => ({ taskId: thing.taskId, body: '批示', kind: 'instruction' }) },
  'tasks.finish': { input: ({ thing }) => ({ taskId: thing.taskId, version: thing.taskVersion, done: true }) },
  'tasks.saveView': { input: () => ({ name: '红灯', query: 'light=red' }), self: true },
  'tasks.removeView': { input: ({ thing }) => ({ viewId: thing.viewId }) },

  // indicators: targets and their split
  // indicators: what is measured and how
  'indicators.list': { shows: 'indicator' },
  'indicators.definition': { input: ({ thing }) => ({ indicatorId: thing.indicatorId }), shows: 'indicator' },
  'indicators.figures': { shows: 'figure' },
  'indicators.dimensions': { shows: 'dimension' },
  'indicators.checkFormula': {
    input: () => ({ numerator: 'BEDS', unit: '', aggregation: 'sum' }),
    shows: 'figure',
  },
  'indicators.packs': { self: true },
  'indicators.exportPack': { shows: 'indicator' },
  'indicators.save': {
    input: ({ thing }) => ({
      indicatorId: thing.indicatorId,
      version: 1,
      code: 'beds',
      name: '床位',
      numerator: 'BEDS',
      frequency: 'month',
    }),
  },
  'indicators.saveFigure': {
    input: ({ thing }) => ({ figureId: thing.figureId, version: 1, code: 'BEDS', name: '床位', dimension: 'kind' }),
  },
  'indicators.saveDimension': {
    input: ({ thing }) => ({
      dimensionId: thing.dimensionId,
      version: 1,
      code: 'kind',
      name: '类别',
      options: [{ code: 'one', name: '一' }],
    }),
  },
  'indicators.link': { input: ({ thing }) => ({ fromId: thing.namedIndicatorId, toId: thing.indicatorId }) },
  'indicators.importPack': { self: true, input: () => ({ pack: 'education', dry: true }) },
  'indicators.importPackFile': {
    self: true,
    ask: async ({ caller }) => {
      const stored = await caller.upload('目录.json', '{"name":"空"}');
      if (stored.code) return stored;
      const { id: fileId } = JSON.parse(stored.text) as { id: string };
      return caller.call('write', 'indicators.importPackFile', { fileId });
    },
  },
  // indicators: targets and their split
  'indicators.target': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'task' },
  'indicators.target value': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'value' },
  'indicators.targets': { input: list, shows: 'task' },
  'indicators.targetReading': { input: ({ thing }) => ({ targetId: thing.targetId }) },
  'indicators.targetReading part': {
    input: ({ thing }) => ({ targetId: thing.targetId, unitId: thing.partUnitId }),
  },
  'indicators.reviseTarget': {
    input: ({ thing, own }) => ({
      targetId: thing.targetId,
      version: 1,
      value: '2',
      reason: '调整',
      signedAs: own.name,
    }),
  },
  'indicators.allocations': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'split' },
  'indicators.allocation': { input: ({ thing }) => ({ allocationId: thing.allocationId }), shows: 'allocated' },
  'indicators.draftAllocation': {
    input: ({ thing }) => ({
      targetId: thing.targetId,
      unitId: thing.splitUnitId,
      version: 1,
      method: 'manual',
      parts: [{ unitId: thing.partUnitId, value: '1' }],
    }),
  },
  'indicators.waiveAllocation': {
    input: ({ thing, own }) => ({
      allocationId: thing.unbalancedSplitId,
      version: 1,
      reason: '另有安排',
      signedAs: own.name,
    }),
  },
  'indicators.sendAllocation': { input: ({ thing }) => ({ allocationId: thing.draftSplitId, version: 1 }) },
  'indicators.signPart': {
    input: ({ thing, own }) => ({
      allocationId: thing.allocationId,
      unitId: thing.partUnitId,
      version: 1,
      signedAs: own.name,
    }),
  },
  'indicators.letter': { input: ({ thing }) => ({ unitId: thing.partUnitId, year }), shows: 'allocated' },
  'indicators.letters': { input: ({ thing }) => ({ unitId: thing.splitUnitId, year }) },

  // reporting: forms, their windows, and what is filled in
  'reporting.forms': { shows: 'form' },
  'reporting.form': { input: ({ thing }) => ({ formId: thing.entryFormId }), shows: 'form' },
  'reporting.saveForm': {
    input: ({ thing }) => ({
      ...{ formId: thing.entryFormId, version: 1, code: `CODE_${thing.entryFormId}`, name: '改名', frequency: 'month' },
      ...{ level: thing.entryLevel, timing: { opens: 0, due: 5, locks: 5 }, keeperUnitId: thing.unitId },
      figures: [{ code: thing.entryCell }],
    }),
  },
  'reporting.checkForm': {
    input: ({ thing }) => ({
      ...{ formId: thing.entryFormId, frequency: 'month', level: thing.entryLevel },
      ...{ figures: [{ code: thing.entryCell }], checks: [] },
    }),
  },
  'reporting.importForms': { input: () => ({ pack: 'nothing' }), self: true },
  'reporting.windows': { input: ({ thing }) => ({ formId: thing.entryFormId }), shows: 'window' },
  'reporting.missing': { input: ({ thing }) => reviewed(thing.entryFormId), shows: 'burdened' },
  'reporting.openWindow': { input: ({ thing }) => ({ formId: thing.entryFormId, period: '2026-07' }) },
  'reporting.setWindow': {
    input: ({ thing }) => ({
      ...{ ...reviewed(thing.entryFormId), version: 1 },
      ...{ opensOn: '2026-08-01', dueOn: '2026-09-01', locksOn: '2026-10-01' },
    }),
  },
  'reporting.exempt': { input: ({ thing }) => ({ ...entered(thing), version: 0, reason: '停办' }) },
  'reporting.extend': { input: ({ thing }) => ({ ...entered(thing), version: 0, until: dueOn, reason: '停电' }) },
  'reporting.mine': { shows: 'form' },
  'reporting.entry': { input: ({ thing }) => handed(thing), shows: 'accepted' },
  'reporting.entry draft': { input: ({ thing }) => entered(thing), shows: 'typed' },
  'reporting.cellHistory': { input: ({ thing }) => ({ ...handed(thing), cell: ledCell(thing) }), shows: 'accepted' },
  'reporting.template': { input: ({ thing }) => handed(thing), shows: 'accepted' },
  'reporting.saveDraft': {
    input: ({ thing }) => ({
      key: entered(thing),
      cells: [{ cell: thing.entryCell, v: '1', base: thing.marks.typed[0] }],
    }),
  },
  'reporting.submit': { input: ({ thing }) => ({ key: entered(thing), version: 0, draftVersion: 1 }) },
  'reporting.comment': { input: ({ thing }) => ({ key: handed(thing), cell: ledCell(thing), body: '请核对' }) },
  'reporting.readWorkbook': { ask: filledIn('template', 'readWorkbook') },
  'reporting.countySheet': { input: ({ thing }) => entered(thing), shows: 'typed' },
  'reporting.readCountySheet': { ask: filledIn('countySheet', 'readCountySheet') },
  'reporting.burden': { input: () => ({ limit: 500 }), shows: 'burdened' },

  // reporting: review up the tree and across it, snapshots, reforms
  'reporting.toReview': { shows: 'waiting' },
  'reporting.toReview approved': { shows: 'approved' },
  'reporting.exceptions': {
    input: ({ thing }) => ({ ...reviewed(thing.waitFormId), groupId: thing.groupId, step: 'approve' }),
    shows: 'waiting',
  },
  'reporting.exceptions accept': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), groupId: thing.groupId, step: 'accept' }),
    shows: 'approved',
  },
  'reporting.reviewOne': {
    input: ({ thing }) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId }),
    shows: 'accepted',
  },
  'reporting.approve': {
    input: ({ thing }) => ({ ...reviewed(thing.waitFormId), units: [{ unitId: thing.unitId, version: 1 }] }),
  },
  'reporting.accept': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), units: [{ unitId: thing.unitId, version: 1 }] }),
  },
  'reporting.remind': {
    input: ({ thing }) => {
      const { unitId, ...window } = entered(thing);
      return { ...window, unitIds: [unitId] };
    },
  },
  'reporting.return': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), unitId: thing.unitId, version: 1, reason: '退回' }),
  },
  'reporting.reopen': {
    input: ({ thing }) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId, version: 1, reason: '更正' }),
  },
  'reporting.across': { shows: 'led' },
  'reporting.acrossFigure': {
    input: ({ thing }) => ({ figureId: thing.ledFigureId, period: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'reporting.acrossMoves': {
    input: ({ thing }) => ({ figureIds: thing.ledFigureId, period: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'reporting.acrossUnits': {
    input: ({ thing }) => ({ figureId: thing.ledFigureId, period: REVIEW_PERIOD, groupId: thing.groupId }),
    shows: 'accepted',
  },
  'reporting.queries': { shows: 'doubt' },
  'reporting.query': {
    input: ({ thing }) => ({
      ...reviewed(thing.acceptedFormId),
      unitId: thing.unitId,
      figureId: thing.ledFigureId,
      reason: '存疑',
    }),
  },
  'reporting.answerQuery': { input: ({ thing }) => ({ noteId: thing.queryId, body: '答复' }) },
  'reporting.confirmCells': {
    input: ({ thing }) => ({
      ...reviewed(thing.acceptedFormId),
      cells: [{ unitId: thing.unitId, figureId: thing.ledFigureId }],
    }),
  },
  'reporting.closePeriod': {
    input: ({ thing, own }) => ({ ...reviewed(thing.acceptedFormId), statement: '属实', signedAs: own.name }),
  },
  'reporting.snapshots': { shows: 'frozen' },
  'reporting.snapshot': { input: ({ thing }) => ({ snapshotId: thing.snapshotId }), shows: 'accepted' },
  'reporting.moveUnit': {
    input: ({ thing }) => ({ unitId: thing.spareId, parentId: thing.nestId, from: today(), reason: '调整' }),
  },
  'reporting.mergeUnits': {
    input: ({ thing }) => ({ unitIds: [thing.spareId], intoId: thing.otherSpareId, on: today(), reason: '撤并' }),
  },
  'reporting.previewReform': {
    input: ({ thing }) => ({ kind: 'merge', unitIds: thing.spareId, targetId: thing.otherSpareId, on: today() }),
  },
  'reporting.closedUnits': { shows: 'closed' },
  'reporting.reopenUnit': { input: ({ thing }) => ({ unitId: thing.closedId, reason: '误撤并' }) },
  'reporting.closeUnit': { input: ({ thing }) => ({ unitId: thing.spareId, on: today(), reason: '撤销' }) },
  'reporting.checkSums': { self: true },

  // analysis
  'analysis.board': { input: measured, shows: 'accepted' },
  'analysis.board submitted': { input: at => ({ ...measured(at), lens: 'submitted' }), shows: 'accepted' },
  'analysis.series': { input: series, shows: 'accepted' },
  'analysis.series submitted': { input: at => ({ ...series(at), lens: 'submitted' }), shows: 'accepted' },
  'analysis.breakdown': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, unitId: thing.unitId }),
  },
  'analysis.units': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, groupId: thing.groupId }),
    shows: 'accepted',
  },
  'analysis.missing': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, unitId: thing.groupId }),
    shows: 'waiting',
  },
  'analysis.league': { self: true },
  'analysis.exportBoard': { input: measured, shows: 'accepted' },
  'analysis.exportSeries': { input: series, shows: 'accepted' },
  'analysis.exportLeague': { self: true },
  'analysis.map': { self: true },
  'analysis.saveMap': { self: true, input: () => ({ name: '区划图', geojson: null }) },
  'analysis.publicFigures': { self: true, input: () => ({ body: 'own' }) },

  // exchange
  'exchange.values': {
    input: ({ thing }) => ({ formId: thing.acceptedFormId, from: REVIEW_PERIOD, to: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'exchange.writeValues': {
    ask: async at =>
      letIn(await at.caller.call('write', 'exchange.writeValues', { key: 'k', rows: [await rowOf(at)] })),
  },
  'exchange.importFile': {
    ask: async at => {
      const row = await rowOf(at);
      const stored = await at.caller.upload('数据.csv', `${Object.keys(row).join()}\n${Object.values(row).join()}`);
      if (stored.code) return stored;
      const { id: fileId } = JSON.parse(stored.text) as { id: string };
      return letIn(await at.caller.call('write', 'exchange.importFile', { key: 'k', fileId }));
    },
  },
  'exchange.importFile loose': {
    ask: async ({ caller, thing }) =>
      letIn(await caller.call('write', 'exchange.importFile', { key: 'k', fileId: thing.looseFileId })),
  },
  'exchange.imports': { self: true },
  'exchange.webhooks': { self: true },
  'exchange.saveWebhook': {
    self: true,
    input: () => ({ name: '数据中心', url: 'https://example.org/hook', events: ['figures.accepted'] }),
  },
  'exchange.removeWebhook': { self: true, input: () => ({ webhookId: '999999999999' }) },
  'exchange.deliveries': { self: true, input: () => ({ webhookId: '999999999999' }) },

  // overview
  'overview.get': { input: list, shows: 'task' },
  'overview.search': { input: ({ thing }) => ({ q: thing.marks.task[0] }), shows: 'task' },
  'overview.search plan': { input: ({ thing }) => ({ q: thing.marks.settling[0] }), shows: 'settling' },
  'overview.waitingOn': { input: ({ thing }) => ({ userId: thing.userId }) },
  'overview.search unit': { input: ({ thing }) => ({ q: thing.marks.unit[0] }), shows: 'unitHit' },

  // demonstration
  'demonstration.create': { self: true },

  // files, which are no operations
  'files upload': { ask: ({ caller }) => caller.upload('a.txt', 'a'), self: true },
  'files content evidence': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.fileId}`) },
  'files content loose': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.looseFileId}`) },
  'files content plan': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.adoptedFileId}`) },
  'files content settling': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.planFileId}`) },
};
