import { z } from 'zod';
import { addressOf, type Operation } from '../operation';
import { permitsOperation } from '../permits-operation';
import type { Route } from './route';
import { SESSION_COOKIE } from './session-cookie';

const error = {
  description: 'Refusal: a code of the catalogue, its sentence, and what a client needs to go on',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' }, detail: { type: 'object' } },
          },
        },
      },
    },
  },
};

const schemaOf = (input: z.ZodType) =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', target: 'openapi-3.0' }) as {
    properties?: Record<string, object>;
    required?: string[];
  };

/** A token reaches it by its name or its subject's; what needs the person, by a session alone. */
const securityOf = (operation: Operation): object[] => {
  if (operation.open) return [];
  const session = { session: [] };
  return permitsOperation([operation.name], operation) ? [session, { token: [operation.name] }] : [session];
};

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: '登录后的会话；https 下名称前有 __Host-',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description:
      '访问令牌 luoshi_…，在“我的”页面创建。范围：read（全部只读）、业务名（tasks）、业务只读（tasks:read）、操作名（tasks.sign）',
  },
};

const requestKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: '同一个键的同一请求只办一次；没有收到回答时用原来的键再发，得到第一次的回答（保留两天）',
  schema: { type: 'string', minLength: 8, maxLength: 128 },
};

const describe = (operation: Operation) => {
  const schema = schemaOf(operation.input);
  const common = {
    operationId: operation.name,
    summary: operation.summary,
    tags: [operation.name.split('.')[0]],
    responses: { 200: { description: 'OK' }, '4XX': error },
    security: securityOf(operation),
  };
  if (operation.kind === 'write') {
    const body = { ...common, requestBody: { content: { 'application/json': { schema } } } };
    return { post: operation.open ? body : { ...body, parameters: [requestKey] } };
  }
  const parameters = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
  return { get: { ...common, parameters } };
};

/** OpenAPI 3.1 of all operations, made from their declarations, and of the addresses beside them. */
export const describeApi = (operations: readonly Operation[], routes: readonly Route[]) => ({
  openapi: '3.1.0',
  info: { title: 'Luoshi', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  components: { securitySchemes },
  paths: Object.assign(
    Object.fromEntries(operations.map(operation => [addressOf(operation.name), describe(operation)])),
    ...routes.map(({ paths }) => paths),
  ) as Record<string, object>,
});
