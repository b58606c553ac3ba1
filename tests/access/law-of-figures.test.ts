import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Operation } from '../../src/platform/operation';
import { lensesFor, mayAnalyse } from '../../src/subjects/analysis/policy';
import { seesPart } from '../../src/subjects/indicators/allocation/policy';
import { inScope, postPaths, seesEverything } from '../../src/subjects/org/rules';
import { operations } from '../../src/subjects/registry';
import { mayEnterFor, mayLook, seesSubmission } from '../../src/subjects/reporting/policy';
import { leadsFigure } from '../../src/subjects/reporting/review-policy';
import { patience, stories } from '../support/stories';
import { type Caller, callerOn } from './support/caller';
import { lawScene } from './support/law-scene';
import { anyYear } from './support/random-year/model';
import { type RaisedYear, raiseYear } from './support/random-year/raise-year';
import type { Handed } from './support/random-year/submissions';
import type { Aimed, Split } from './support/random-year/targets';
import { REVIEW_PERIOD } from './support/reviews';

const year = 2026;
const period = REVIEW_PERIOD;
const on = '2026-08-31';
// Of what takes long to write: workbooks and documents say what their page says.
const FEW = 2;
const lenses = ['submitted', 'approved', 'accepted'] as const;
const twoLenses = ['submitted', 'accepted'] as const;

const placeOf = ({ unit, keeperPath }: Handed) => ({ unitPath: unit.path, keeperPath });

/** `visibleTargets`, in words: who oversees; whose unit is in the task or leads the indicator; who splits it or was given a part. */
const seesTarget = (actor: Actor, { sent, paths, indicatorLead, splits }: Aimed): boolean =>
  seesEverything(actor) ||
  (sent && [...paths, ...(indicatorLead === null ? [] : [indicatorLead])].some(path => inScope(actor, path))) ||
  splits.some(
    split => inScope(actor, split.by.path) || (split.sent && split.parts.some(({ unit }) => inScope(actor, unit.path))),
  );

// What was not sent out yet nobody leads.
const partSeen = (actor: Actor, target: Aimed, { by, sent }: Split, partPath: string): boolean => {
  const leadPath = target.sent ? (target.indicatorLead ?? target.leadPath) : null;
  return seesPart(actor, { unitPath: by.path, leadPath, sent }, partPath);
};

/** Every word that stands for one fact, and whether this person may read it anywhere. */
const wordsFor = (actor: Actor, { handed, targets }: RaisedYear): [word: string, may: boolean][] => [
  ...handed.flatMap((one): [string, boolean][] => {
    const sees = seesSubmission(actor, placeOf(one)) && mayLook(actor);
    // What a county reports of itself is its accepted sum; of a school nobody sees it but from inside.
    const compared = (value: string): [string, boolean][] =>
      one.unit.kind === 'county'
        ? [[value, mayAnalyse(actor) && lensesFor(actor, one.unit.path, false).length > 0]]
        : [];
    return [
      [one.draft, mayLook(actor) && mayEnterFor(actor, one.unit.path)],
      [one.reason, sees],
      ...(one.note ? [[one.note.word, sees || leadsFigure(actor, one.note.figure.leadPath)] as [string, boolean]] : []),
      ...one.cells.flatMap(({ figure, value, before }): [string, boolean][] => {
        const reads = sees || (leadsFigure(actor, figure.leadPath) && figure.leadPath !== null);
        const standing = before ?? (one.stage === 3 ? value : null);
        return [
          [value, reads || (value === standing && compared(value).some(([, may]) => may))],
          ...(before === null ? [] : [[before, reads || compared(before).some(([, may]) => may)] as [string, boolean]]),
        ];
      }),
    ];
  }),
  ...targets.flatMap((target): [string, boolean][] => [
    [target.value, seesTarget(actor, target)],
    [target.revision, seesTarget(actor, target)],
    ...target.splits.flatMap(split =>
      split.parts.flatMap(({ unit, value, note }): [string, boolean][] => {
        const may = partSeen(actor, target, split, unit.path);
        return [
          [value, may],
          [note, may],
        ];
      }),
    ),
  ]),
];

type Input = Record<string, unknown>;
const times = <A, B>(a: readonly A[], b: readonly B[]): [A, B][] => a.flatMap(x => b.map((y): [A, B] => [x, y]));

/** What is asked of each read, with whatever can be aimed at. */
const questions = ({
  people,
  units,
  figures,
  formIds,
  handed,
  targets,
  snapshotIds,
}: RaisedYear): Record<string, Input[]> => {
  const unitIds = units.map(({ id }) => id);
  const groupIds = [...new Set(units.map(({ groupId }) => groupId))];
  const keys = handed.map(({ formId, unit }) => ({ formId, period, unitId: unit.id }));
  const indicatorIds = figures.map(({ indicatorId }) => indicatorId);
  const splits = targets.flatMap(target => target.splits);
  const boards = unitIds.flatMap(unitId => [
    ...twoLenses.map(lens => ({ unitId, lens, on })),
    { unitId, on, tree: 'today' },
    { unitId, on, asOf: '2026-09-02' },
  ]);
  const ofYear = [{ year }];
  return {
    'analysis.board': boards,
    'analysis.exportBoard': unitIds.map(unitId => ({ unitId, on })),
    'analysis.series': times(indicatorIds, boards).map(([indicatorId, board]) => ({
      indicatorId,
      ...board,
      periods: 2,
    })),
    'analysis.exportSeries': times(indicatorIds, unitIds)
      .slice(0, 30)
      .map(([indicatorId, unitId]) => ({ indicatorId, unitId, on })),
    'analysis.units': times(times(indicatorIds, groupIds), twoLenses).map(([[indicatorId, groupId], lens]) => ({
      ...{ indicatorId, period, groupId, lens },
    })),
    'analysis.missing': times(times(indicatorIds, unitIds), lenses).map(([[indicatorId, unitId], lens]) => ({
      ...{ indicatorId, period, unitId, lens },
    })),
    'analysis.breakdown': times(unitIds, twoLenses).map(([unitId, lens]) => ({
      ...{ indicatorId: indicatorIds[0], period, unitId, lens },
    })),
    'analysis.league': [{}],
    'analysis.exportLeague': [{}],
    'analysis.map': [{}],
    'exchange.values': times(formIds, lenses).map(([formId, lens]) => ({ formId, from: period, to: period, lens })),
    'exchange.imports': [{}],
    'exchange.webhooks': [{}],
    'exchange.deliveries': [{ webhookId: '1' }],
    'indicators.list': [{}],
    'indicators.definition': indicatorIds.map(indicatorId => ({ indicatorId })),
    'indicators.figures': [{}],
    'indicators.dimensions': [{}],
    'indicators.checkFormula': [{ numerator: 'FIG0', unit: '', aggregation: 'sum' }],
    'indicators.packs': [{}],
    'indicators.exportPack': [{}],
    'indicators.targets': ofYear,
    'indicators.target': targets.map(({ id }) => ({ targetId: id })),
    'indicators.targetReading': targets.flatMap(({ id }) => [
      { targetId: id },
      ...unitIds.map(unitId => ({ targetId: id, unitId })),
    ]),
    'indicators.allocations': [
      {},
      { stray: true },
      ...targets.map(({ id }) => ({ targetId: id })),
      ...unitIds.map(unitId => ({ unitId })),
    ],
    'indicators.allocation': [
      ...splits.map(({ id }) => ({ allocationId: id })),
      ...targets.flatMap(({ id }) => [
        ...unitIds.map(unitId => ({ targetId: id, unitId })),
        { targetId: id, baseFigure: 'FIG0', basePeriod: period },
      ]),
    ],
    'indicators.letter': unitIds.slice(0, 2 * FEW).map(unitId => ({ unitId, year })),
    'indicators.letters': [...ofYear, ...splits.map(({ by }) => ({ unitId: by.id, year }))],
    'overview.get': ofYear,
    'overview.waitingOn': people.map(({ actor }) => ({ userId: actor.userId })),
    'overview.search': ['任务', 'FIG', '71', '72', '报表'].map(q => ({ q })),
    'reporting.forms': [{}],
    'reporting.form': formIds.map(formId => ({ formId })),
    'reporting.unitTags': [{}],
    'reporting.windows': formIds.map(formId => ({ formId })),
    'reporting.missing': formIds.map(formId => ({ formId, period })),
    'reporting.mine': [{}],
    'reporting.closedUnits': [{}],
    'reporting.entry': keys,
    'reporting.cellHistory': times(keys, figures).map(([key, { code }]) => ({ ...key, cell: code })),
    'reporting.template': keys.slice(0, FEW),
    'reporting.countySheet': times(formIds, groupIds).map(([formId, unitId]) => ({ formId, period, unitId })),
    'reporting.burden': [{ limit: 500 }],
    'reporting.toReview': [{}],
    'reporting.exceptions': times(times(formIds, groupIds), ['approve', 'accept']).map(([[formId, groupId], step]) => ({
      ...{ formId, period, groupId, step },
    })),
    'reporting.reviewOne': keys,
    'reporting.across': [{}],
    'reporting.acrossFigure': times(figures, twoLenses).map(([{ id }, lens]) => ({ figureId: id, period, lens })),
    'reporting.acrossMoves': [{ figureIds: figures.map(({ id }) => id), period }],
    'reporting.acrossUnits': times(times(figures, groupIds), twoLenses).map(([[{ id }, groupId], lens]) => ({
      ...{ figureId: id, period, groupId, lens },
    })),
    'reporting.previewReform': unitIds
      .slice(0, FEW)
      .map(unitId => ({ kind: 'close', unitIds: unitId, on: '2099-12-01' })),
    'reporting.queries': [{ state: 'all' }],
    'reporting.snapshots': [{}],
    'reporting.snapshot': snapshotIds.map(snapshotId => ({ snapshotId })),
    'reporting.checkSums': [{}],
    'tasks.list': ofYear,
    'tasks.groups': [{ year, group: 'status' }],
    'tasks.get': targets.map(({ taskId }) => ({ taskId })),
    'tasks.history': targets.map(({ taskId }) => ({ taskId })),
    'tasks.gantt': ofYear,
    'tasks.todo': [{}],
    'tasks.exportWorkbook': ofYear,
    'tasks.exportDocument': ofYear,
    'tasks.views': [{}],
  };
};

describe('in any tree, with any forms, figures and targets', () => {
  const scene = lawScene();

  const ask = async (caller: Caller, name: string, input: Input) => {
    const reply = await caller.call('read', name, input);
    // Neither held up nor broken: what is said of them below would say nothing.
    if (reply.status >= 500 || ['too-many-requests', 'invalid-input'].includes(reply.code ?? ''))
      throw new Error(`${name} ${JSON.stringify(input)}: ${reply.text}`);
    return reply;
  };

  const holdsFor = async (raised: RaisedYear, { actor, token }: RaisedYear['people'][number]) => {
    const caller = callerOn(scene.test.app, actor.userId, token);
    const hidden = wordsFor(actor, raised).flatMap(([word, may]) => (may ? [] : [word]));

    // No read of any kind says what the policy hides.
    const told: string[] = [];
    for (const [name, inputs] of Object.entries(questions(raised)))
      for (const input of inputs) {
        const { text } = await ask(caller, name, input);
        told.push(
          ...hidden.filter(word => text.includes(word)).map(word => `${name} ${JSON.stringify(input)} tells ${word}`),
        );
      }
    expect({ told, posts: actor.posts.map(({ role, path }) => `${role} ${path}`) }).toMatchObject({ told: [] });

    // And where something is looked at alone, it is there just for those who may.
    for (const one of raised.handed) {
      const key = { formId: one.formId, period, unitId: one.unit.id };
      const sees = mayLook(actor) && seesSubmission(actor, placeOf(one));
      const { text } = await ask(caller, 'reporting.entry', key);
      expect(one.cells.filter(({ value }) => text.includes(value))).toEqual(sees ? one.cells : []);
      expect(text.includes(one.draft) && one.cells.length > 0).toBe(
        mayLook(actor) && mayEnterFor(actor, one.unit.path) && one.cells.length > 0,
      );
      for (const lens of lenses) {
        const out = await ask(caller, 'exchange.values', { formId: one.formId, from: period, to: period, lens });
        const counts = one.stage >= lenses.indexOf(lens) + 1;
        const within = mayLook(actor) && inScope(actor, one.unit.path);
        for (const { value, before } of one.cells) {
          expect(out.text.includes(value)).toBe(within && counts);
          if (before !== null) expect(out.text.includes(before)).toBe(within && !counts);
        }
      }
      if (one.fileId) {
        const led = one.stage > 0 && one.note !== null && leadsFigure(actor, one.note.figure.leadPath);
        expect((await caller.open(`/api/files/content?id=${one.fileId}`)).status === 200).toBe(
          postPaths(actor).length > 0 && (seesSubmission(actor, placeOf(one)) || led),
        );
      }
    }
    for (const unit of raised.units)
      for (const lens of lenses) {
        const seen = mayAnalyse(actor) && lensesFor(actor, unit.path, unit.kind === 'school').includes(lens);
        const { code } = await ask(caller, 'analysis.board', { unitId: unit.id, lens, on });
        expect(code).toBe(seen ? null : mayAnalyse(actor) ? 'not-found' : 'not-permitted');
      }
    for (const target of raised.targets)
      for (const split of target.splits) {
        const { text } = await ask(caller, 'indicators.allocation', { allocationId: split.id });
        const shown = split.parts.filter(({ note }) => text.includes(note));
        expect(shown).toEqual(split.parts.filter(({ unit }) => partSeen(actor, target, split, unit.path)));
      }
  };

  it('asks every read of the subjects that know figures', () => {
    const asked = Object.keys(questions(NOTHING));
    const subjects = new Set(asked.map(name => name.split('.')[0]));
    const reads = (operations as readonly Operation[]).filter(
      ({ name, kind, open }) => kind === 'read' && !open && subjects.has(name.split('.')[0]!),
    );
    expect(reads.map(({ name }) => name).filter(name => !asked.includes(name))).toEqual([]);
  });

  it(
    'every place shows a person of the figures and targets what policy.ts says, and no more',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyYear, async model => {
          const raised = await raiseYear(scene.test.owner, scene.stored, model);
          for (const person of raised.people) await holdsFor(raised, person);
        }),
        { numRuns: stories(5), endOnFailure: true },
      );
    },
    patience(900_000),
  );
});

const NOTHING: RaisedYear = {
  ...{ people: [], units: [], figures: [], formIds: [], handed: [], targets: [], snapshotIds: [] },
};
