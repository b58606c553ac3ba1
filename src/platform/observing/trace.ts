import { setTimeout as sleep } from 'node:timers/promises';
import type { Span } from '@opentelemetry/api';
import type { Statement } from '../database/statement-watch';
import type { Log } from './log';

export type TraceOptions = {
  /** Base address of a collector that speaks OTLP over HTTP; `/v1/traces` is added. */
  endpoint: string;
  /** `name=value,…`, percent-encoded as OpenTelemetry has it. */
  headers: string | null;
  service: string;
};

/** Spans of requests and of their statements, sent to a collector. */
export type Tracing = {
  /** `parent`: the traceparent header of a trusted proxy. */
  begin: (requestId: string, method: string, parent?: string) => void;
  end: (requestId: string, result: { operation: string; status: number; tenantId: string | null }) => void;
  statement: (statement: Statement) => void;
  /** Sends what is waiting. */
  close: () => Promise<void>;
};

const CLOSE_MS = 2_000;

/** The libraries are loaded here and nowhere else: who does not trace does not pay. */
export async function openTracing({ endpoint, headers, service }: TraceOptions, log: Log): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const complain = () => log.warn('traces could not be sent to the collector');
  const quiet = () => undefined;
  api.diag.setLogger(
    { error: complain, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: api.DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    headers: headersOf(headers ?? ''),
  });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('luoshi');
  const requests = new Map<string, Span>();

  return {
    begin: (requestId, method, parent) => {
      const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '') ?? [];
      const above =
        traceId && spanId
          ? api.trace.setSpanContext(api.ROOT_CONTEXT, {
              traceId,
              spanId,
              traceFlags: Number.parseInt(flags!, 16),
              isRemote: true,
            })
          : api.ROOT_CONTEXT;
      const attributes = { 'http.request.method': method, 'luoshi.request': requestId };
      requests.set(requestId, tracer.startSpan(method, { kind: api.SpanKind.SERVER, attributes }, above));
    },
    end: (requestId, { operation, status, tenantId }) => {
      const span = requests.get(requestId);
      if (!span) return;
      requests.delete(requestId);
      span.updateName(operation);
      span.setAttributes({ 'luoshi.operation': operation, 'http.response.status_code': status });
      if (tenantId !== null) span.setAttribute('luoshi.tenant', tenantId);
      if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
      span.end();
    },
    statement: ({ text, startedAt, ms, failed, purpose }) => {
      const parent = purpose?.requestId ? requests.get(purpose.requestId) : undefined;
      if (!parent) return;
      const span = tracer.startSpan(
        verbOf(text),
        {
          kind: api.SpanKind.CLIENT,
          startTime: startedAt,
          attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
        },
        api.trace.setSpan(api.ROOT_CONTEXT, parent),
      );
      if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
      span.end(startedAt + ms);
    },
    // A collector that is away keeps nobody from stopping.
    close: () => Promise.race([provider.shutdown(), sleep(CLOSE_MS, undefined, { ref: false })]),
  };
}

/** `select`, `begin` …: the name of a statement's span, of which there are few. */
const verbOf = (text: string): string => /^(?:\/\*.*?\*\/\s*)?\(?(\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'sql';

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(',')
      .map(pair => pair.split('=').map(part => decodeURIComponent(part.trim())))
      .filter(([name, ...value]) => name !== '' && value.length > 0)
      .map(([name, ...value]) => [name, value.join('=')]),
  );
