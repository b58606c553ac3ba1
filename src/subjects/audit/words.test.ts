import { describe, expect, it } from 'vitest';
import zh from '../../locales/zh-CN/audit.json';
import { jobs, operations, operatorOperations } from '../registry';

describe('the words of the audit page', () => {
  it('name everything that leaves an entry', () => {
    const written = [...operations, ...operatorOperations].filter(({ kind }) => kind === 'write');
    const words = zh.operation as Record<string, Record<string, string>>;
    const nameless = [...written, ...jobs]
      .map(({ name }) => name)
      .filter(name => {
        const [subject = '', verb = ''] = name.split('.');
        return !words[subject]?.[verb];
      });
    expect(nameless).toEqual([]);
  });

  it('name every subject that leaves one', () => {
    const subjects = new Set([...operations, ...operatorOperations].map(({ name }) => name.split('.')[0]!));
    expect([...subjects].filter(subject => !(subject in zh.subject))).toEqual([]);
  });
});
