import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Plan } from '../../../compiler/ledger';
import { refuse } from '../../../kernel/refusal';
import { disposition } from '../../../platform/http/attachment';
import type { Route } from '../../../platform/http/route';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { waits } from '../rules/questions';
import { settle } from '../rules/settle';
import { type Correction, correction } from '../schema';
import { compileToJson } from './compile-apart';
import { planWorkbook } from './plan-workbook';
import type { Job } from './worker';

const FILE_LIMIT_MB = 20;
const TEXT_LIMIT = 1_000_000;
const JSON_LIMIT = 4 * 1024 * 1024;
const PER_MINUTE = 30;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * `POST /api/compile`: a document in (multipart field `file`, or JSON `{ name, text }`), format `plan/1` out; `?as=xlsx` gives the
 * workbook instead, with `corrections` applied. Needs no account, keeps nothing. Refuses what `compileToJson` refuses, and `too-large`.
 */
export const compileRoute: Route = {
  serve: app => {
    app.post(
      '/api/compile',
      { bodyLimit: JSON_LIMIT, config: { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } } },
      async (request, reply) => {
        const job = await jobOf(request);
        const json = await compileToJson({ name: job.name, document: job.document });
        if ((request.query as { as?: string }).as !== 'xlsx') return reply.type('application/json').send(json);
        const plan = settled(JSON.parse(json) as Plan, job.corrections);
        const name = `${(plan.title ?? job.name.replace(/\.[a-z]+$/i, '')).slice(0, 100)}.xlsx`;
        reply.header('content-disposition', disposition(name));
        return reply.type(XLSX).send(await writeWorkbook(planWorkbook(plan)));
      },
    );
  },
  paths: {
    '/api/compile': {
      post: {
        operationId: 'compile',
        summary: '试一试：编译一份文件，不需要账号，不保存任何内容',
        tags: ['plans'],
        security: [],
        parameters: [{ name: 'as', in: 'query', schema: { type: 'string', enum: ['json', 'xlsx'] } }],
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
            },
            'application/json': {
              schema: {
                type: 'object',
                required: ['text'],
                properties: { name: { type: 'string' }, text: { type: 'string', maxLength: TEXT_LIMIT } },
              },
            },
          },
        },
        responses: { 200: { description: 'plan/1' } },
      },
    },
  },
};

type Asked = Job & { corrections: Correction[] };

const jobOf = async (request: FastifyRequest): Promise<Asked> => {
  if (request.isMultipart()) {
    const part = await request.file({ limits: { fileSize: FILE_LIMIT_MB * 1024 * 1024, files: 1 } });
    if (!part) return refuse('invalid-input', { field: 'file', reason: '' });
    const document = await part.toBuffer().catch(() => refuse('too-large', { limit: `${FILE_LIMIT_MB} MB` }));
    const said = part.fields.corrections;
    const corrections = said && 'value' in said ? parsed(String(said.value)) : [];
    return { name: part.filename, document, corrections: correctionsOf(corrections) };
  }
  const { name = 'text.txt', text, corrections = [] } = (request.body ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || typeof name !== 'string')
    return refuse('invalid-input', { field: 'text', reason: '' });
  if (text.length > TEXT_LIMIT) return refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en') });
  if (text.trim() === '') return refuse('empty-document', { name });
  return { name: name.slice(0, 200), document: text, corrections: correctionsOf(corrections) };
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

const correctionsOf = (said: unknown): Correction[] => {
  const { data, error } = z.array(correction).max(1000).safeParse(said);
  return data ?? refuse('invalid-input', { field: 'corrections', reason: error?.issues[0]?.message ?? '' });
};

/** The plan with what the person said about it; questions that were answered are none any more. */
const settled = (plan: Plan, corrections: Correction[]): Plan => {
  if (corrections.length === 0) return plan;
  const { questions, ...rest } = settle(plan, corrections);
  return { ...rest, diagnostics: questions.filter(waits) };
};
