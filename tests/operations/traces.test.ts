import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './support/server-process';

type Attribute = { key: string; value: { stringValue?: string; intValue?: number | string } };
type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
};
type Export = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
};

const received: { path: string; key: string | undefined; body: Export }[] = [];
let collector: Server;
let server: ServerProcess;

// A collector as OpenTelemetry has them: OTLP over HTTP, in JSON.
beforeAll(async () => {
  collector = createServer(async (request, response) => {
    received.push({
      path: request.url ?? '',
      key: request.headers['x-key'] as string | undefined,
      body: (await json(request)) as Export,
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve));
  server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=spring%20rain',
    OTEL_SERVICE_NAME: 'luoshi-qingxi',
    LUOSHI_TRUST_PROXY: 'loopback',
  });
});
afterAll(async () => {
  await server.close();
  await new Promise(resolve => collector.close(resolve));
});

const attribute = (span: { attributes: Attribute[] }, key: string) => {
  const value = span.attributes.find(each => each.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
};

it('tells a collector of every request and its statements, without what people wrote', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const answer = await fetch(`${server.address}/api/identity/createBureau`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    body: JSON.stringify({
      name: '青溪市教育局',
      shortName: '青溪',
      login: 'ouyangxiaoqing',
      userName: '欧阳晓晴',
      password: 'four horses in the rain',
    }),
  });
  expect(answer.status).toBe(200);
  // What is waiting is sent before the server ends.
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);

  expect(received.map(({ path, key }) => ({ path, key }))).toContainEqual({ path: '/v1/traces', key: 'spring rain' });
  const exports = received.flatMap(({ body }) => body.resourceSpans);
  expect(attribute(exports[0]!.resource, 'service.name')).toBe('luoshi-qingxi');
  const spans = exports.flatMap(({ scopeSpans }) => scopeSpans.flatMap(each => each.spans));
  const request = spans.find(span => span.name === 'identity.createBureau')!;
  expect(request).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
  expect(Number(attribute(request, 'http.response.status_code'))).toBe(200);
  expect(attribute(request, 'luoshi.request')).toBe(answer.headers.get('x-request-id'));

  const statements = spans.filter(span => span.parentSpanId === request.spanId);
  expect(statements.map(span => span.name)).toEqual(expect.arrayContaining(['begin', 'insert', 'commit']));
  const insert = statements.find(span => String(attribute(span, 'db.query.text')).startsWith('insert into "users"'));
  expect(attribute(insert!, 'db.query.text')).toContain('$1');
  for (const { startTimeUnixNano: from, endTimeUnixNano: to } of statements) {
    expect(BigInt(from)).toBeGreaterThanOrEqual(BigInt(request.startTimeUnixNano) - 5_000_000n);
    expect(BigInt(to)).toBeLessThanOrEqual(BigInt(request.endTimeUnixNano) + 5_000_000n);
  }
  expect(JSON.stringify(received)).not.toMatch(/欧阳|ouyang|青溪市|horses/);
});
