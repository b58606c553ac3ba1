import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import type { Id } from '../database/tables';
import type { Route } from '../http/route';
import type { Actor } from '../operation';
import { type LiveConnection, openConnection } from './live-connection';
import type { Live, LiveEvent } from './open-live';

/** What rights hang on changed, of one person or of everybody in the body: a topic for servers, never passed on to pages. */
export const rightsOf = (userId: Id | null): string => (userId === null ? RIGHTS : `${RIGHTS}/${userId}`);
const RIGHTS = 'rights';
export const isRights = (topic: string): boolean => topic.startsWith(RIGHTS);

// A page holds one while it is looked at. More than this is no office, it is a loop.
const MOST_PER_PERSON = 12;
const MOST = 2_000;
const HEARTBEAT_MS = 25_000;
// Sessions end by the clock too.
const PROVE_MS = 5 * 60_000;

type Listening = { connection: LiveConnection; actor: Actor; request: FastifyRequest; provedAt: number };

/**
 * `GET /api/live`: server-sent events for whoever is signed in. `changed` names topics of the person's own body in which
 * something changed, wherever it was written; `missed` says that anything may have. Never a thing or its contents: a page asks
 * again by the reads that the person is permitted. Ends with the session.
 */
export const liveRoute = (live: Live): Route => ({
  serve: (app, _house, who) => {
    const listening = new Set<Listening>();
    const actorOf = who.actorFor('live');

    const prove = async (one: Listening): Promise<void> => {
      one.provedAt = performance.now();
      const actor = await actorOf(one.request).catch(() => undefined);
      // Undefined: it could not be found out; the next heartbeat tries again.
      if (actor === undefined) one.provedAt = 0;
      else if (actor === null || actor.userId !== one.actor.userId || actor.tenantId !== one.actor.tenantId)
        one.connection.end('over');
      else one.actor = actor;
    };

    // One after the other: hundreds at once would be a rush on a database that has just come back.
    const unproved = new Set<Listening>();
    let proving = false;
    const proveSoon = async (which: Iterable<Listening>): Promise<void> => {
      for (const one of which) unproved.add(one);
      if (proving) return;
      proving = true;
      for (const one of unproved) {
        unproved.delete(one);
        if (listening.has(one)) await prove(one);
      }
      proving = false;
    };

    const hear = (event: LiveEvent): void => {
      if (event === 'missed') {
        who.forget();
        for (const { connection } of listening) connection.missed();
        void proveSoon(listening);
        return;
      }
      const here = [...listening].filter(({ actor }) => actor.tenantId === event.tenantId);
      const whose = event.topics.filter(isRights);
      if (whose.length > 0) {
        // Whoever lost a right on another server has lost it here before the next request.
        who.forget();
        const all = whose.includes(rightsOf(null));
        void proveSoon(here.filter(({ actor }) => all || whose.includes(rightsOf(actor.userId))));
      }
      const topics = event.topics.filter(topic => !isRights(topic));
      if (topics.length > 0) for (const { connection } of here) connection.changed(topics);
    };

    const stopHearing = live.subscribe(hear);
    const heart = setInterval(() => {
      const now = performance.now();
      for (const { connection } of listening) connection.beat();
      void proveSoon([...listening].filter(one => now - one.provedAt > PROVE_MS));
    }, HEARTBEAT_MS);
    heart.unref();

    app.addHook('preClose', async () => {
      clearInterval(heart);
      stopHearing();
      for (const { connection } of listening) connection.end('restart');
    });

    app.get('/api/live', { config: { endless: true } }, async (request, reply) => {
      const actor = (await actorOf(request)) ?? refuse('signed-out');
      const own = [...listening].filter(
        one => one.actor.userId === actor.userId && one.actor.tenantId === actor.tenantId,
      );
      if (own.length >= MOST_PER_PERSON || listening.size >= MOST) refuse('too-many-requests', { seconds: 60 });
      reply.hijack();
      const connection = openConnection(reply.raw, reply.getHeaders() as OutgoingHttpHeaders, () =>
        listening.delete(one),
      );
      const one: Listening = { connection, actor, request, provedAt: performance.now() };
      listening.add(one);
    });
  },
  paths: {
    '/api/live': {
      get: {
        operationId: 'live',
        summary: '实时更新（Server-Sent Events）：本机构里哪些方面有了变化，不含内容',
        tags: ['live'],
        responses: { 200: { description: 'changed, missed, over', content: { 'text/event-stream': {} } } },
      },
    },
  },
});
