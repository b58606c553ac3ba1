import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './parse-json';

it('reads what JSON.parse reads', () => {
  fc.assert(fc.property(fc.json(), text => JSON.stringify(parseJson(text)) === JSON.stringify(JSON.parse(text))));
});

it('takes brackets in texts for what they are', () => {
  const text = JSON.stringify({ a: `${'['.repeat(1_000)}\\"${'{'.repeat(1_000)}`, '[[[': '"' });
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

it.each(['[', '{"a":'])('refuses what is nested too deep, whether or not it is closed: %s', opening => {
  expect(() => parseJson(opening.repeat(2_000_000))).toThrow(SyntaxError);
});

it.each(['', '{', ']', '"', '"\\', '[1,'])('refuses what is no JSON: %s', text => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});
