/**
 * Length first (ASVS 5.0 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11): no rule of composition, no expiry; refused is what is short,
 * what stands in a list of common passwords, and what is made of the person's or the body's own names.
 */
export const LEAST_CHARACTERS = 12;
/** With a second factor the password need not carry everything. */
export const LEAST_WITH_FACTOR = 8;
export const RECOMMENDED_CHARACTERS = 15;
export const MOST_CHARACTERS = 200;

/** What is known of the account: the login, the person's name, the names of the body. */
export type Surroundings = { login: string; name: string; bodyNames: readonly string[]; hasFactor: boolean };

export type PasswordFault = 'password-too-short' | 'password-personal' | 'password-common';

/** A character is what a person sees as one. */
export const lengthOf = (password: string): number => [...password].length;

export const leastFor = (hasFactor: boolean): number => (hasFactor ? LEAST_WITH_FACTOR : LEAST_CHARACTERS);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

/** `abcabcabc` → `abc`: the shortest part of which the whole is made by repeating it. */
export const repeatedPart = (text: string): string => {
  for (let length = 1; length <= text.length / 2; length++)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  return text;
};

const isRun = (text: string): boolean => {
  const steps = new Set(
    [...text].slice(1).map((character, index) => character.codePointAt(0)! - text.codePointAt(index)!),
  );
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0]!);
};

// A name of two letters stands in half of all sentences; a Chinese name of two characters does not.
const tellsOf = (name: string, text: string): boolean => {
  const known = plain(name);
  return known.length >= (/^[\x20-\x7e]*$/.test(known) ? 4 : 2) && text.includes(known);
};

// What is guessed first in an office here, and stands in no list from abroad.
const GUESSED = new Set([
  '落实',
  'luoshi',
  'woaini',
  'admin',
  'administrator',
  'root',
  'mima',
  'jiaoyu',
  'jiaoyuju',
  'zhongguo',
]);

/**
 * What the list of common passwords is asked: the password, that of which it is a repetition, and the word that is left
 * without the digits and signs around it (`Football2026!`).
 */
export const commonForms = (password: string): string[] => {
  const text = plain(password);
  const word = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [...new Set([text, repeatedPart(text), ...([...word].length >= 2 ? [word, repeatedPart(word)] : [])])];
};

/** What is wrong with a new password; null where nothing is. `isCommon` is the list of common passwords. */
export const passwordFault = (
  password: string,
  surroundings: Surroundings,
  isCommon: (form: string) => boolean,
): PasswordFault | null => {
  const text = plain(password);
  if (lengthOf(password) < leastFor(surroundings.hasFactor)) return 'password-too-short';
  const { login, name, bodyNames } = surroundings;
  if (text === plain(login)) return 'password-personal';
  if ([login, name, ...bodyNames].some(one => tellsOf(one, text))) return 'password-personal';
  const part = repeatedPart(text);
  if (part.length < 4 || isRun(part)) return 'password-common';
  if (commonForms(password).some(form => GUESSED.has(form) || isCommon(form))) return 'password-common';
  return null;
};

/** How the form judges while one types: enough, and good. A repetition counts once. */
export type Strength = 'short' | 'enough' | 'good';

export const strengthOf = (password: string, hasFactor: boolean): Strength => {
  const length = lengthOf(password);
  if (length < leastFor(hasFactor) || repeatedPart(plain(password)).length < 4) return 'short';
  return length >= RECOMMENDED_CHARACTERS ? 'good' : 'enough';
};
