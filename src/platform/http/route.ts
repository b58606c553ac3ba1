import type { FastifyInstance } from 'fastify';

/** An address that is no operation: it writes nothing, and takes or gives something else than JSON. */
export type Route = {
  serve: (app: FastifyInstance) => void;
  /** Its entries in the OpenAPI description, by address. */
  paths: Record<string, object>;
};
