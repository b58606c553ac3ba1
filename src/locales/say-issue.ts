import type { z } from 'zod';
import { say } from './say';

type Issue = z.core.$ZodIssue;

// The formats that a person may have to type; of others (patterns) nobody learns from being told.
const FORMATS = new Set(['date', 'datetime', 'email', 'url', 'uuid']);

const OF: Record<string, 'text' | 'list'> = { string: 'text', array: 'list', set: 'list' };

/** What a schema has against a value, as a sentence; the schema library's own are for programmers, in English or nearly. */
export const sayIssue = (language: string, issue: Issue): string => {
  const sentence = (key: string, values: Record<string, unknown> = {}) => say(language, `refusal:issue.${key}`, values);
  const kindOf = (name: string) => say(language, `refusal:issue.kind.${name}`, { defaultValue: name });
  switch (issue.code) {
    case 'invalid_type':
      return sentence('type', { kind: kindOf(issue.expected) });
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
      const of = OF[issue.origin] ?? 'number';
      return sentence(`${of}.${issue.code === 'too_small' ? 'least' : 'most'}`, { limit: String(limit) });
    }
    case 'invalid_format':
      return FORMATS.has(issue.format) ? sentence(`format.${issue.format}`) : sentence('format.other');
    case 'invalid_value':
      return sentence('value', { values: issue.values.map(String).join(language === 'en' ? ', ' : '、') });
    case 'unrecognized_keys':
      return sentence('unknown', { names: issue.keys.join(language === 'en' ? ', ' : '、') });
    case 'invalid_union':
      return sentence('union');
    case 'custom':
      return /^Invalid/.test(issue.message) ? sentence('format.other') : issue.message;
    default:
      return sentence('format.other');
  }
};
