import { join } from 'node:path';

// Two folders above, built or not: where migrations, packs and the built web app are.
process.env.LUOSHI_HOME ??= join(import.meta.dirname, '../..');

// Each command is loaded only when asked for: `compile` has no use for a web server.
const commands: Record<string, (args: string[]) => Promise<number>> = {
  // Everything is closed by then; a collector that is asked once more, or an idle thread, must not hold the end up.
  serve: async args => process.exit(await (await import('./serve')).runServe(args)),
  compile: async args => (await import('./compile')).runCompile(args),
  diff: async args => (await import('./diff')).runDiff(args),
  settings: async args => (await import('./list-settings')).runSettings(args),
  backup: async args => (await import('./backup')).runBackup(args),
  restore: async args => (await import('./restore')).runRestore(args),
  verify: async args => (await import('./verify')).runVerify(args),
  backups: async () => (await import('./list-backups')).runBackups(),
  key: async args => (await import('./backup')).runKey(args),
  audit: async args => (await import('./audit')).runAudit(args),
  tenant: async args => (await import('./tenant')).runTenant(args),
  call: async args => (await import('./call')).runCall(args),
};

const [asked = 'help', ...rest] = process.argv.slice(2);
const command = commands[asked];
if (command) {
  process.exitCode = await command(rest);
} else {
  const { say } = await import('../locales/say');
  process.stderr.write(`${say('zh-CN', 'cli:usage')}\n`);
  process.exitCode = asked === 'help' || asked === '--help' ? 0 : 2;
}
