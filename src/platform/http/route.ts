import type { FastifyInstance } from 'fastify';
import type { House } from '../run-operation';
import type { Authentication } from './authenticate';

/** An address that is no operation: it takes or gives something else than JSON. What it writes, it writes by an operation. */
export type Route = {
  serve: (app: FastifyInstance, house: House, who: Authentication) => void;
  /** Its entries in the OpenAPI description, by address. */
  paths: Record<string, object>;
};
