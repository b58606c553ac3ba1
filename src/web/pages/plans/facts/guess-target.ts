import type { Correction } from '../../../../subjects/plans/schema';
import { readAmount } from './amount';

type Fields = Extract<Correction, { kind: 'add-target' }>['fields'];

const NUMBER =
  /([-−]?\d+(?:[.,]\d+)*)\s*([万亿]?)\s*(个百分点|[%％‰]|[\p{Script=Han}]{1,3}?)?(以上|以内|以下|左右|$|[，,。；;、（(])/u;
const LEVEL =
  /(达到|达|提高到|增加到|控制在|压减到|保持在|不低于|不少于|不超过|完成|实现|新增|新建|改扩建|建设|评选|创建|培育|打造|补充|引进|培训)\s*$/;

const comparatorOf = (verb: string, after: string): Fields['comparator'] => {
  if (after === '以上' || /不低于|不少于/.test(verb)) return 'ge';
  if (/以内|以下/.test(after) || /不超过|控制在|压减到/.test(verb)) return 'le';
  return /新增|新建|改扩建|评选|创建|培育|打造|补充|引进/.test(verb) ? 'add' : 'eq';
};

/** A first guess at a target in words that a person has selected; they correct it in the row. */
export function guessTarget(words: string): Fields {
  const text = words
    .normalize('NFKC')
    .replace(/[。；;]$/, '')
    .trim();
  const match = NUMBER.exec(text);
  const rest = {
    low: null,
    high: null,
    strength: /力争|争取|努力/.test(text) ? 'strive' : 'commit',
    baseline: null,
  } as const;
  if (!match)
    return {
      ...rest,
      indicator: text.slice(0, 100) || words,
      comparator: 'eq',
      value: null,
      unit: null,
      approximate: false,
    };
  const before = text.slice(0, match.index).replace(/(力争|争取|努力)/g, '');
  const verb = LEVEL.exec(before)?.[1] ?? '';
  const noun = before.slice(0, before.length - verb.length).trim();
  const after = text
    .slice(match.index + match[0].length - (match[4]?.length ?? 0))
    .replace(/^(以上|以内|以下|左右)/, '')
    .trim();
  return {
    ...rest,
    indicator: (noun || after || text).replace(/^[，,、]|[，,、]$/g, '').slice(0, 100),
    comparator: comparatorOf(verb, match[4] ?? ''),
    value: readAmount(`${match[1]!.replaceAll(',', '')}${match[2] ?? ''}`),
    unit: match[3] ?? null,
    approximate: match[4] === '左右',
  };
}
