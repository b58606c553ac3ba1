import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealAudit } from '../../src/platform/audit/seal';
import type { Id } from '../../src/platform/database/tables';
import { inEachTenant } from '../../src/platform/jobs/in-each-tenant';
import { webhookJobs } from '../../src/subjects/exchange/jobs';
import { isToldAs } from '../../src/subjects/exchange/rules/webhook-plan';
import { type DeliveryRow, type WebhookRow, webhookEvents } from '../../src/subjects/exchange/schema';
import type { DraftedAllocation } from '../../src/subjects/indicators/allocation/schema';
import type { TargetPage } from '../../src/subjects/indicators/targets/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { Exceptions } from '../../src/subjects/reporting/review-schema';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';
import { targetInTask } from '../support/targets';

// 变更通知: what is accepted here is told to a receiver elsewhere.

const period = lastMonth();
/** A school's form, complete. */
const month = (unit: string) =>
  Object.entries({ 'PUPILS.f': '300', 'PUPILS.m': '320', BOARDERS: '80', CLASSES: '15' }).map(([cell, value]) => {
    const [figure, category = ''] = cell.split('.');
    return { unit, period, figure, category, value };
  });

type Subject = { kind: string; id: string };
type Heard = { headers: IncomingHttpHeaders; body: string };

describe('a webhook', () => {
  let test: TestApp;
  let office: Visitor;
  let formId: Id;

  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  /** Up the tree: the county approves, the bureau accepts. */
  const goUp = async (county: Visitor, code: string) => {
    for (const [who, step] of [
      [county, 'approve'],
      [office, 'accept'],
    ] as const) {
      const group = { formId, period, groupId: test.unitIds.get(code)!, step };
      const { exceptions, clean } = await ok(who.read<Exceptions>('reporting.exceptions', group));
      const seen = [...exceptions, ...clean].map(({ unitId, version }) => ({ unitId, version }));
      await ok(who.write(`reporting.${step}`, { formId, period, units: seen }));
    }
  };

  beforeAll(async () => {
    const lead = { ...smallBureau[1]!, code: 'dept', name: '学前教育科', shortName: '学前科' };
    test = await startTestApp([...smallBureau, lead]);
    office = await test.visit('office', 'supervisor', 'root');
    const reporter = await test.visit('school', 'reporter', 'east-1');
    await addFigures(test);
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm))).formId;
    await ok(office.write('reporting.openWindow', { formId, period }));
    await ok(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
    await ok(reporter.write('exchange.writeValues', { key: '学籍 1', rows: month('east-1') }));
  }, 60_000);
  afterAll(() => test.close());

  /** A receiver that answers `answer.status` and remembers what it heard. */
  const listen = async () => {
    const heard: Heard[] = [];
    const answer = { status: 204 };
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', piece => {
        body += piece;
      });
      request.on('end', () => {
        heard.push({ headers: request.headers, body });
        response.writeHead(answer.status).end();
      });
    });
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    return { heard, answer, url, close: () => receiver.close() };
  };
  const deliver = async () => {
    await sealAudit(test.owner, test.tenantId);
    const signal = new AbortController().signal;
    const [job] = webhookJobs(['127.0.0.0/8']);
    const each = (work: Parameters<typeof inEachTenant>[3]) => inEachTenant(test.house, job!.name, signal, work);
    await job!.run({ house: test.house, due: new Date().toISOString(), signal, inEachTenant: each });
  };

  it('tells another system what was accepted, signed, and once more where it failed', async () => {
    const { heard, answer, url, close } = await listen();
    answer.status = 500;
    const hook = { name: '数据中心', url, events: ['figures.accepted', 'figures.reopened'] };
    try {
      const { webhookId, secret } = await ok(
        office.write<{ webhookId: Id; secret: string }>('exchange.saveWebhook', hook),
      );
      const listed = await ok(office.read<WebhookRow[]>('exchange.webhooks'));
      expect(listed).toMatchObject([{ id: webhookId, pausedAt: null, waiting: 0, version: 1 }]);
      expect(JSON.stringify(listed)).not.toContain(secret.slice(6));
      await deliver();
      expect(heard).toEqual([]);

      await goUp(await test.visit('approver', 'county', 'east'), 'east');
      await deliver();
      answer.status = 204;
      await deliver();
      expect(heard).toHaveLength(1);
      const waiting = await ok(office.read<DeliveryRow[]>('exchange.deliveries', { webhookId }));
      expect(waiting).toMatchObject([{ event: 'figures.accepted', attempts: 1, answer: '500', deliveredAt: null }]);
      await test.owner.updateTable('webhookDeliveries').set({ nextAt: '2026-01-01T00:00:00Z' }).execute();
      await deliver();
      expect(heard).toHaveLength(2);
      const [first, second] = heard.map(({ headers }) => headers['webhook-id']);
      expect(second).toBe(first);
      const id = `${formId}/${period}/${test.unitIds.get('east-1')}`;
      const { headers, body } = heard[1]!;
      const mac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
        .digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mac}`);
      expect(JSON.parse(body)).toMatchObject({
        type: 'figures.accepted',
        data: { subjects: [{ kind: 'submission', id }] },
      });
      await deliver();
      expect(heard).toHaveLength(2);

      const paused = { ...hook, webhookId, version: 1, paused: true };
      expect(await ok(office.write('exchange.saveWebhook', paused))).toEqual({ webhookId, secret: null });
      const unitId = test.unitIds.get('east-1')!;
      const { version } = await ok(office.read<EntryPage>('reporting.entry', { formId, period, unitId }));
      const reopened = { formId, period, unitId, version, reason: '补报' };
      await ok(office.write('reporting.reopen', reopened));
      await deliver();
      expect(heard).toHaveLength(2);
      await ok(office.write('exchange.removeWebhook', { webhookId }));
      expect(await ok(office.read<WebhookRow[]>('exchange.webhooks'))).toEqual([]);
    } finally {
      close();
    }
  });

  it('tells every event of the guide, and nothing else, once each', async () => {
    const { heard, url, close } = await listen();
    try {
      await ok(office.write('exchange.saveWebhook', { name: '全部', url, events: webhookEvents }));
      const [east, west] = ['east-1', 'west-1'].map(code => `${formId}/${period}/${test.unitIds.get(code)}`);
      const county = await test.visit('approver 2', 'county', 'east');
      const again = await ok(
        county.read<EntryPage>('reporting.entry', { formId, period, unitId: test.unitIds.get('east-1')! }),
      );
      const seen = { version: again.version, draftVersion: again.draftVersion };
      await ok(county.write('reporting.submit', { key: again.key, ...seen }));
      await goUp(await test.visit('approver 3', 'county', 'east'), 'east');
      const unitId = test.unitIds.get('east-1')!;
      const { version } = await ok(office.read<EntryPage>('reporting.entry', { formId, period, unitId }));
      await ok(office.write('reporting.reopen', { formId, period, unitId, version, reason: '补报' }));
      // Accepted as it is brought in; what is only handed in is accepted by nobody yet.
      const west1 = { key: '补录', stage: 'accepted', rows: month('west-1') };
      await ok(office.write('exchange.writeValues', west1));
      await ok(office.write('exchange.writeValues', { key: '代报', rows: month('east-1') }));
      const close = { formId, period, statement: '定格', signedAs: 'office' };
      const { snapshotId } = await ok(office.write<{ snapshotId: Id }>('reporting.closePeriod', close));
      const fields = { indicator: '新增学位', unit: '个', comparator: 'ge', value: '100', baseline: '0' } as const;
      const targetId = await targetInTask(test, office, fields);
      const drafted = await ok(
        office.write<DraftedAllocation>('indicators.draftAllocation', { targetId, method: 'equal' }),
      );
      const { allocationId } = drafted;
      await ok(office.write('indicators.sendAllocation', { allocationId, version: drafted.version }));
      const target = await ok(office.read<TargetPage>('indicators.target', { targetId }));
      const revised = { targetId, version: target.version, value: '90', reason: '会议纪要', signedAs: 'office' };
      await ok(office.write('indicators.reviseTarget', revised));
      await deliver();
      await deliver();

      const told = heard.map(({ body }) => JSON.parse(body) as { type: string; data: { subjects: Subject[] } });
      const ids = Object.fromEntries(
        told.map(({ type, data }) => [type, data.subjects.map(({ kind, id }) => [kind, id])]),
      );
      expect(ids).toEqual({
        'figures.accepted': [
          ['submission', east],
          ['submission', west],
        ],
        'figures.reopened': [['submission', east]],
        'figures.imported': [
          ['import', '补录'],
          ['import', '代报'],
        ],
        'period.closed': [['snapshot', snapshotId]],
        'allocation.sent': [['allocation', allocationId]],
        'target.revised': [['target', targetId]],
      });
      expect(told).toHaveLength(webhookEvents.length);
      const guide = readFileSync(join(import.meta.dirname, '../../docs/guide/api.md'), 'utf8');
      const rows = [...guide.matchAll(/^\| `([a-z]+\.[a-z]+)` \| [^|]+ \| `([a-z]+)`/gm)].map(([, event, kind]) => [
        event,
        kind,
      ]);
      expect(rows.map(([event]) => event)).toEqual([...webhookEvents]);
      expect(Object.fromEntries(rows)).toEqual(
        Object.fromEntries(Object.entries(ids).map(([event, subjects]) => [event, subjects[0]![0]])),
      );
    } finally {
      close();
    }
  });

  it('has an address that may hold a secret: what is written down names the receiver alone', async () => {
    const hook = { name: '消息群', url: 'https://bot.example/send/mimi1?key=mimi2', events: ['period.closed'] };
    const { webhookId } = await ok(office.write<{ webhookId: Id }>('exchange.saveWebhook', hook));
    const moved = { ...hook, webhookId, version: 1, url: 'https://mimi3:mimi4@bot.example/' };
    await ok(office.write('exchange.saveWebhook', moved));
    await ok(office.write('exchange.removeWebhook', { webhookId }));
    const entries = await test.owner
      .selectFrom('auditEntries')
      .select(['before', 'after'])
      .where('kind', '=', 'webhook')
      .where('subjectId', '=', webhookId)
      .orderBy('id')
      .execute();
    expect(
      entries.map(({ before, after }) => [before, after].map(one => (one as { url: string } | null)?.url)),
    ).toEqual([
      [undefined, 'https://bot.example/…'],
      ['https://bot.example/…', 'https://bot.example/…'],
      ['https://bot.example/…', undefined],
    ]);
    expect(JSON.stringify(entries)).not.toContain('mimi');
  });

  it('of a revised plan tells the targets that were there before, none that are new', () => {
    const adopted = { operation: 'plans.adopt', kind: 'target', stage: null };
    expect(isToldAs('target.revised', { ...adopted, existed: true })).toBe(true);
    expect(isToldAs('target.revised', { ...adopted, existed: false })).toBe(false);
  });
});
