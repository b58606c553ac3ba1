import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examineSettings, readSettings, settingsTable } from '../../src/cli/settings';
import { runLuoshi } from './support/server-process';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const complaints = (environment: NodeJS.ProcessEnv): string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

describe('an administrator who sets something wrong', () => {
  it('is told every mistake at once: which setting, its value, where it stands, what is allowed', () => {
    const path = file('wrong.conf', '# our server\nPORT=86200\nLUOSHI_LOG = loud\nCOLOUR=red\nnonsense\nPORT=1\n');
    const wrong = complaints({ LUOSHI_CONFIG: path, LUOSHI_DAT: '/srv', LUOSHI_TRUST_PROXY: '10.0.0.0/33' });
    expect(wrong).toEqual([
      `${path} 第 5 行不是“名称=值”`,
      `${path} 第 6 行：PORT 写了两次`,
      '没有名为 LUOSHI_DAT 的设置（环境变量）。全部设置见 luoshi settings',
      `没有名为 COLOUR 的设置（${path}）。全部设置见 luoshi settings`,
      `设置 PORT 的值“86200”不对（${path}）：应为0 到 65535 之间的整数`,
      '设置 LUOSHI_TRUST_PROXY 的值“10.0.0.0/33”不对（环境变量）：应为IP 地址或网段的列表，例如 10.0.0.5, 10.1.0.0/16, loopback',
      `设置 LUOSHI_LOG 的值“loud”不对（${path}）：应为以下之一：silent / error / warn / info / debug`,
    ]);
  });

  it('does not find a wrong secret repeated on the screen', () => {
    expect(complaints({ DATABASE_URL: 'mysql://root:hunter2@db/x' }).join()).toMatch(/DATABASE_URL.*\*{6}/);
    expect(complaints({ DATABASE_URL: 'mysql://root:hunter2@db/x' }).join()).not.toContain('hunter2');
  });

  it('is told of a configuration file that is named and missing', () => {
    expect(complaints({ LUOSHI_CONFIG: join(folder, 'none.conf') })).toEqual([
      `不能读取 ${join(folder, 'none.conf')}（ENOENT）`,
    ]);
  });

  it('does not trust the whole world by a slip', () => {
    expect(complaints({ LUOSHI_TRUST_PROXY: '0.0.0.0/0' })).toHaveLength(1);
  });

  it('is not blamed for what Kubernetes puts beside', () => {
    const given = {
      LUOSHI_SERVICE_HOST: '10.0.0.1',
      LUOSHI_PORT: 'tcp://10.0.0.1:80',
      LUOSHI_PORT_80_TCP_ADDR: '10.0.0.1',
    };
    expect(complaints({ ...given, LUOSHI_DB_SERVICE_PORT: '5432' })).toEqual([]);
  });

  it('starts nothing', async () => {
    const { code, out, said } = await runLuoshi(['serve'], { PORT: 'eighty', LUOSHI_DATA: join(folder, 'untouched') });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said.trim()).toBe('设置 PORT 的值“eighty”不对（环境变量）：应为0 到 65535 之间的整数');
  });
});

describe('settings', () => {
  it('come from the environment before the file, and from the file before the default', () => {
    const path = file(
      'right.conf',
      '\uFEFFPORT=9000\r\nHOST="10.0.0.5"\r\nLUOSHI_TRUST_PROXY=loopback, 10.1.0.0/16\r\n',
    );
    const settings = readSettings({
      LUOSHI_CONFIG: path,
      HOST: '10.0.0.6',
      LUOSHI_PUBLIC_URL: 'https://ls.example.cn/',
    });
    expect(settings).toMatchObject({
      port: 9000,
      host: '10.0.0.6',
      trustProxy: ['127.0.0.0/8', '::1', '10.1.0.0/16'],
      publicUrl: 'https://ls.example.cn',
      log: 'warn',
      databaseUrl: null,
    });
  });

  it('take a secret from a file of its own', () => {
    const path = file('database-url', 'postgres://luoshi:x@db/luoshi\n');
    const { values, rows } = examineSettings({ DATABASE_URL_FILE: path });
    expect(values.databaseUrl).toBe('postgres://luoshi:x@db/luoshi');
    expect(rows.find(row => row.setting.name === 'DATABASE_URL')?.source).toEqual({ kind: 'file', path });
  });

  it('are listed with value, source and purpose, secrets hidden', async () => {
    const { code, out } = await runLuoshi(['settings', '--en'], {
      PORT: '9001',
      DATABASE_URL: 'postgres://u:hunter2@h/d',
    });
    expect(code).toBe(0);
    expect(out).toContain('PORT=9001  (environment)\n    Port to listen on');
    expect(out).toContain('DATABASE_URL=******  (environment)');
    expect(out).toContain('HOST=127.0.0.1  (default)');
    expect(out).not.toContain('hunter2');
  });

  it('have a sentence each in both languages, and a row in the guide with their default', () => {
    const docs = (language: string): Record<string, string> =>
      JSON.parse(readFileSync(join(import.meta.dirname, `../../src/locales/${language}/settings.json`), 'utf8')).docs;
    const guide = readFileSync(join(import.meta.dirname, '../../docs/guide/administrator.md'), 'utf8');
    const rows = Object.fromEntries(
      [...guide.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)].map(([, name, fallback, doc]) => [
        name,
        { fallback, doc },
      ]),
    );
    const table = Object.values(settingsTable);
    const expected = table.map(({ name, fallback }) => [
      name,
      { fallback: fallback ? `\`${fallback}\`` : '–', doc: docs('zh-CN')[name] },
    ]);
    expect(rows).toEqual(Object.fromEntries(expected));
    for (const language of ['zh-CN', 'en'])
      expect(Object.keys(docs(language)).sort()).toEqual(table.map(({ name }) => name).sort());
  });
});
