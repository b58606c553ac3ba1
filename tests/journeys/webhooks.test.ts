import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealAudit } from '../../src/platform/audit/seal';
import type { Id } from '../../src/platform/database/tables';
import { inEachTenant } from '../../src/platform/jobs/in-each-tenant';
import { webhookJobs } from '../../src/subjects/exchange/jobs';
import type { DeliveryRow, WebhookRow } from '../../src/subjects/exchange/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { Exceptions } from '../../src/subjects/reporting/review-schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';

// 变更通知: what is accepted here is told to a receiver elsewhere.

const period = lastMonth();

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
    test = await startTestApp();
    office = await test.visit('office', 'supervisor', 'root');
    const reporter = await test.visit('school', 'reporter', 'east-1');
    await addFigures(test);
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm))).formId;
    await ok(office.write('reporting.openWindow', { formId, period }));
    await ok(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
    const rows = [{ unit: 'east-1', period, figure: 'CLASSES', value: '15' }];
    await ok(reporter.write('exchange.writeValues', { key: '学籍 1', rows }));
  }, 60_000);
  afterAll(() => test.close());

  it('tells another system what was accepted, signed, and once more where it failed', async () => {
    const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
    let status = 500;
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', piece => {
        body += piece;
      });
      request.on('end', () => {
        heard.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const deliver = async () => {
      await sealAudit(test.owner, test.tenantId);
      const signal = new AbortController().signal;
      const [job] = webhookJobs(['127.0.0.0/8']);
      const each = (work: Parameters<typeof inEachTenant>[3]) => inEachTenant(test.house, job!.name, signal, work);
      await job!.run({ house: test.house, due: new Date().toISOString(), signal, inEachTenant: each });
    };
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
      status = 204;
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
      receiver.close();
    }
  });
});
