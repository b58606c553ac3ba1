import { z } from 'zod';
import { addressOf, type Operation } from '../operation';
import type { Route } from './route';

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

const describe = (operation: Operation) => {
  const schema = schemaOf(operation.input);
  const common = {
    operationId: operation.name,
    summary: operation.summary,
    tags: [operation.name.split('.')[0]],
    responses: { 200: { description: 'OK' }, '4XX': error },
    security: operation.open ? [] : [{ session: [] }],
  };
  if (operation.kind === 'write')
    return { post: { ...common, requestBody: { content: { 'application/json': { schema } } } } };
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
  components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'luoshi' } } },
  paths: Object.assign(
    Object.fromEntries(operations.map(operation => [addressOf(operation.name), describe(operation)])),
    ...routes.map(({ paths }) => paths),
  ) as Record<string, object>,
});
