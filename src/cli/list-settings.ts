import { say } from '../locales/say';
import { examineSettings } from './settings';
import { MASK, sourceIn } from './settings/read-table';

/** `settings [--en]`: every setting with its value, where it comes from and what it is for. Secrets stay hidden. */
export async function runSettings(args: string[]): Promise<number> {
  const language = args.includes('--en') ? 'en' : 'zh-CN';
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
