import { say } from '../../../locales/say';

/** What can keep the embedded database from starting; the sentences stand in `locales/<language>/embedded.json`. */
export type EmbeddedProblem =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'links-missing'
  | 'data-in-use'
  | 'not-yours'
  | 'init-failed'
  | 'start-failed'
  | 'still-in-use'
  | 'other-version'
  | 'disk-full'
  | 'secret-missing';

/** The embedded database did not start. `message` is a sentence for the administrator; `code` is for programs. */
export class EmbeddedError extends Error {
  constructor(
    readonly code: EmbeddedProblem,
    language: string,
    readonly detail: Record<string, string | number> = {},
  ) {
    super(say(language, `embedded:${code}`, detail));
    this.name = 'EmbeddedError';
  }
}

/** How the parts of the supervisor speak: `tell` writes a line to the log, `fail` makes the error, both in one language. */
export type Voice = {
  tell: (key: string, values?: Record<string, string | number>) => void;
  fail: (code: EmbeddedProblem, detail?: Record<string, string | number>) => EmbeddedError;
};

export const voiceIn = (language: string, log: (line: string) => void): Voice => ({
  tell: (key, values = {}) => log(say(language, `embedded:${key}`, values)),
  fail: (code, detail) => new EmbeddedError(code, language, detail),
});
