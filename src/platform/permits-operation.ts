/**
 * What an API token may be used for. `read`: look at everything its holder sees; `tasks`: all of a subject; `tasks:read`: look
 * at what belongs to a subject; `tasks.saveReport`: one operation. Never more than the holder's posts allow: that is asked as well.
 */
export type Scope = string;

export const SCOPE = /^[a-z]+(:read|\.[a-zA-Z]+)?$/;

type Deed = { name: string; kind: 'read' | 'write'; ownHands?: boolean };

// Accounts, passwords, sessions and tokens are for the person, never for a program that holds one of the person's tokens.
const PERSONAL_SUBJECT = 'identity';

const permits = (scope: Scope, subject: string, deed: Deed): boolean => {
  if (scope === 'read' || scope === `${subject}:read`) return deed.kind === 'read';
  return scope === subject || scope === deed.name;
};

/** May a token with these scopes do this? What needs the person's own hands (`ownHands`, all of `identity`) is beyond every token. */
export const permitsOperation = (scopes: readonly Scope[], deed: Deed): boolean => {
  const subject = deed.name.split('.')[0]!;
  if (deed.ownHands || subject === PERSONAL_SUBJECT) return false;
  return scopes.some(scope => permits(scope, subject, deed));
};
