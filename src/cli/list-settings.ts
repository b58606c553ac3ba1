import { say } from '../locales/say';
import { examineSettings, settingsTable } from './settings';
import { MASK, type Setting, sourceIn } from './settings/read-table';

const HEAD = '| | | |';
const RULE = '| --- | --- | --- |';

/**
 * `settings [--en]`: every setting with its value, where it comes from and what it is for. Secrets stay hidden. `--markdown`: the
 * table of the administrator's guide instead.
 */
export async function runSettings(args: string[]): Promise<number> {
  const language = args.includes('--en') ? 'en' : 'zh-CN';
  if (args.includes('--markdown')) {
    process.stdout.write(`${markdown(language)}\n`);
    return 0;
  }
  try {
    const { rows, file } = examineSettings(process.env, language);
    const lines = [say(language, file ? 'settings:file' : 'settings:no-file', { file })];
    let section = '';
    for (const { setting, text, source } of rows) {
      if (setting.section !== section) lines.push('', `# ${say(language, `settings:sections.${setting.section}`)}`);
      section = setting.section;
      const value = text === null ? '' : setting.secret ? MASK : text;
      lines.push(
        `${setting.name}=${value}  (${sourceIn(language, source)})`,
        `    ${say(language, `settings:docs.${setting.name}`)}`,
      );
    }
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

const markdown = (language: string): string => {
  const lines: string[] = [];
  let section = '';
  for (const { name, fallback, section: of } of Object.values<Setting<unknown>>(settingsTable)) {
    if (of !== section) lines.push('', `**${say(language, `settings:sections.${of}`)}**`, '', HEAD, RULE);
    section = of;
    lines.push(`| \`${name}\` | ${fallback ? `\`${fallback}\`` : '–'} | ${say(language, `settings:docs.${name}`)} |`);
  }
  return lines.join('\n').trim();
};
