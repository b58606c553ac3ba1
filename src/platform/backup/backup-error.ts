import { say } from '../../locales/say';

/** What can keep a backup from being made, read or restored; the sentences stand in `locales/<language>/backup.json`. */
export type BackupProblem =
  | 'target-exists'
  | 'not-written'
  | 'unreadable'
  | 'not-a-backup'
  | 'damaged'
  | 'needs-key'
  | 'wrong-key'
  | 'no-key-in-file'
  | 'public-key-only'
  | 'newer'
  | 'not-empty'
  | 'in-use'
  | 'servers-running'
  | 'not-restored';

/** Bad news of backup and restore. `message` is a sentence for the administrator; `code` is for programs. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupProblem,
    readonly detail: Record<string, string | number> = {},
    options: ErrorOptions = {},
  ) {
    super(say('zh-CN', `backup:${code}`, detail), options);
    this.name = 'BackupError';
  }
}
