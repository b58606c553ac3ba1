import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import zh from '../../locales/zh-CN/exchange.json';
import { signedHeaders } from './post-webhook';
import { readText } from './rules/formats/read-file';
import type { RowFaultCode } from './rules/resolve-rows';
import { webhookEvents, writeValuesInput } from './schema';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/guide/api.md'), 'utf8');
const blocks = [...guide.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({ kind, text: text! }));
const holding = (kind: string, word: string): string =>
  blocks.find(block => block.kind === kind && block.text.includes(word))!.text;

const rows = [
  { unit: 'yc-101', period: '2026-10', figure: 'PUPILS', category: 'f', value: '300' },
  { unit: 'yc-101', period: '2026-10', figure: 'BOARDERS', category: '', value: '80' },
];

describe('the guide for programs', () => {
  it.each([
    ['CSV', holding('csv', '单位')],
    ['DHIS2', holding('json', 'dataValues')],
    ['SDMX', holding('json', 'REF_AREA')],
  ])('shows %s as it is read', (_, text) => {
    expect(readText(text)).toMatchObject({ rows, faults: [] });
  });

  it('shows a call as it is taken', () => {
    expect(writeValuesInput.parse(JSON.parse(holding('json', '"key"'))).rows).toEqual(rows);
  });

  it('checks a signature in Node as it is made, and no other', async () => {
    const source = holding('js', 'isGenuine');
    const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
      isGenuine: (headers: Record<string, string>, body: string, secret: string) => boolean;
    };
    const secret = randomBytes(32).toString('base64');
    const [body, at] = ['{"type":"period.closed"}', new Date().toISOString()];
    const headers = signedHeaders({ secret, id: '7-1', at, body });
    expect(module.isGenuine(headers, body, `whsec_${secret}`)).toBe(true);
    expect(module.isGenuine(headers, `${body} `, `whsec_${secret}`)).toBe(false);
    const old = signedHeaders({ secret, id: '7-1', at: '2026-01-01T00:00:00Z', body });
    expect(module.isGenuine(old, body, `whsec_${secret}`)).toBe(false);
  });

  it('names every fault of a row, and shows an event that there is', () => {
    const faults = Object.keys(zh.fault) as RowFaultCode[];
    expect(faults.filter(code => !guide.includes(`\`${code}\``))).toEqual([]);
    const { type } = JSON.parse(holding('json', 'subjects')) as { type: string };
    expect(webhookEvents).toContain(type);
  });
});
