/**
 * A refusal is bad news that is thrown: the caller asked for something that cannot be had. One catalogue, a status each;
 * its sentence stands in `locales/<language>/refusal.json` under the same code. Anything else thrown is a bug and becomes 500.
 */
export const refusalStatus = {
  'invalid-input': 400,
  'signed-out': 401,
  'wrong-credentials': 401,
  'wrong-code': 401,
  'wrong-password': 403,
  'not-permitted': 403,
  'beyond-token': 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  'already-exists': 409,
  'wrong-state': 409,
  'too-many-tokens': 409,
  'no-calendar': 422,
  'too-large': 413,
  'unreadable-document': 422,
  'empty-document': 422,
  'encrypted-document': 422,
  'scanned-document': 422,
  'unsupported-document': 415,
  'invalid-workbook': 422,
  'workbook-has-errors': 422,
  'import-has-errors': 422,
  'import-key-used': 409,
  'too-many-values': 413,
  'signature-differs': 422,
  'trajectory-invalid': 422,
  'pair-disagrees': 422,
  'allocation-unbalanced': 409,
  'body-not-chosen': 422,
  'password-too-short': 422,
  'password-common': 422,
  'password-personal': 422,
  'second-factor-asked': 409,
  'factor-unreadable': 409,
  'account-disabled': 409,
  'own-account': 409,
  'last-administrator': 409,
  'request-key-invalid': 400,
  'malformed-request': 400,
  'headers-too-large': 431,
  'request-too-slow': 408,
  'request-key-used': 422,
  'done-before': 409,
  'link-over': 410,
  'damaged-file': 410,
  'file-not-allowed': 415,
  'file-contradiction': 415,
  'infected-file': 422,
  'scanner-away': 503,
  'too-many-requests': 429,
  'sign-in-paused': 429,
  'asked-elsewhere': 409,
  'figures-with-values': 409,
  'wrong-expression': 422,
  'unknown-figures': 422,
  'unknown-pack': 404,
  'not-a-period': 422,
  'window-not-open': 409,
  'window-locked': 409,
  'window-days': 422,
  'figures-locked': 409,
  'unit-closed': 409,
  'unit-exempt': 409,
  'submission-has-errors': 422,
  'wrong-template': 422,
  'definition-has-errors': 422,
  'map-has-errors': 422,
  unavailable: 503,
  'disk-full': 507,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  /** What fills the sentence of the catalogue, and what a client needs to go on (the current row of a conflict, say). */
  readonly detail: Record<string, unknown>;

  constructor(code: RefusalCode, detail: Record<string, unknown> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = refusalStatus[code];
    this.detail = detail;
  }
}

export const refuse = (code: RefusalCode, detail?: Record<string, unknown>): never => {
  throw new Refusal(code, detail);
};
