import { useEffect } from 'react';
import { queryClient, refresh, sinceOwnWrite } from './api';

// Which reads look different when something of a topic changed. A topic that is not here is told of all of them.
const READS: Record<string, readonly string[]> = {
  tasks: ['tasks.', 'overview.', 'indicators.'],
  plans: ['plans.', 'overview.'],
  org: ['org.', 'identity.'],
  indicators: ['indicators.', 'analysis.'],
  reporting: ['reporting.'],
  analysis: ['analysis.'],
  exchange: ['exchange.'],
};
// The reads of a plan are large. While somebody settles it here, every act comes back as news of their own.
const LARGE = 'plans.';
const OWN_ECHO_MS = 10_000;
const GATHER_MS = 300;
// Where no line can be had (an old gate in between), the page looks by itself; with one it does so now and then as well, for
// what a server that died could not tell any more.
const LOOK_MS = 120_000;
const SELDOM_MS = 600_000;
const TRY_AGAIN_MS = 60_000;
// Looking into another tab for a moment costs no line.
const HIDDEN_MS = 20_000;

/** All of them: something may have been missed. */
const EVERYTHING = '';

/**
 * Keeps the reads of this page fresh: the server says in what something changed, and what is shown of it is asked for again.
 * Only a page that is looked at holds a line (a browser has six for all its tabs); a hidden one asks when it is looked at.
 */
class Line {
  #source: EventSource | null = null;
  #wasOpen = false;
  #pace = 0;
  #names = new Set<string>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  start = (): void => {
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  };

  stop = (): void => {
    document.removeEventListener('visibilitychange', this.#look);
    this.#hangUp();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  };

  /** One of each kind at a time: another one takes its place. */
  #after(kind: string, ms: number, act: () => void): void {
    clearTimeout(this.#timers.get(kind));
    this.#timers.set(
      kind,
      setTimeout(() => {
        this.#timers.delete(kind);
        act();
      }, ms),
    );
  }

  #cancel(kind: string): void {
    clearTimeout(this.#timers.get(kind));
    this.#timers.delete(kind);
  }

  #look = (): void => {
    if (document.visibilityState === 'hidden') this.#after('hide', HIDDEN_MS, this.#hangUp);
    else {
      this.#cancel('hide');
      if (!this.#source) this.#call();
    }
  };

  #hangUp = (): void => {
    this.#source?.close();
    this.#source = null;
    this.#cancel('retry');
    this.#cancel('poll');
  };

  #call = (): void => {
    const source = new EventSource('/api/live');
    this.#source = source;
    source.addEventListener('hello', () => {
      this.#lookEvery(SELDOM_MS);
      // While there was no line, anything may have happened.
      if (this.#wasOpen) this.#gather([EVERYTHING]);
      this.#wasOpen = true;
    });
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const { topics } = JSON.parse(data) as { topics: string[] };
      this.#gather(topics.flatMap(topic => READS[topic] ?? [EVERYTHING]));
    });
    source.addEventListener('missed', () => this.#gather([EVERYTHING]));
    source.addEventListener('over', () => {
      this.#hangUp();
      // The next read says so, and leads to the sign-in page.
      void refresh('org.me');
    });
    source.onerror = () => {
      this.#wasOpen = true;
      this.#lookEvery(LOOK_MS);
      // The browser comes back by itself from a broken line, not from a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#source = null;
      this.#after('retry', TRY_AGAIN_MS, this.#look);
    };
  };

  #lookEvery(ms: number): void {
    // The browser tries again and again to get a line; that must not put off the looking.
    if (this.#pace === ms && this.#timers.has('poll')) return;
    this.#pace = ms;
    this.#after('poll', ms, () => {
      if (document.visibilityState === 'visible') this.#gather([EVERYTHING]);
      this.#lookEvery(ms);
    });
  }

  #gather(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
    if (this.#names.size > 0 && !this.#timers.has('gather')) this.#after('gather', GATHER_MS, this.#ask);
  }

  #ask = (): void => {
    // What is being written makes everything fresh when it is done.
    if (queryClient.isMutating() > 0) {
      this.#after('gather', GATHER_MS, this.#ask);
      return;
    }
    const echo = this.#names.has(LARGE) && sinceOwnWrite() < OWN_ECHO_MS;
    const names = [...this.#names].filter(name => !(echo && name === LARGE));
    this.#names.clear();
    if (echo) this.#after('large', OWN_ECHO_MS, () => this.#gather([LARGE]));
    if (names.length > 0) void refresh(...(names.includes(EVERYTHING) ? [] : names));
  };
}

/** For the frame: as long as somebody is signed in. */
export const useLive = (): void => {
  useEffect(() => {
    const line = new Line();
    line.start();
    return line.stop;
  }, []);
};
