import { refuse } from '../../kernel/refusal';
import { cleanFileName } from './evidence-kinds';
import type { Arrival, FileStore } from './file-store';
import { judgeFile } from './judge-file';
import { NoVerdict, type Scan } from './scan-with-clamd';

/** How uploads are taken in. */
export type Intake = {
  /** Largest file, in MB. */
  limitMb: number;
  /** Null: no scanner is set up. */
  scan: Scan | null;
  /** What happens while the scanner gives no answer; only an administrator's express setting lets files in then. */
  whenAway: 'refuse' | 'accept';
};

export const PLAIN_INTAKE: Intake = { limitMb: 50, scan: null, whenAway: 'refuse' };

/**
 * Takes a stream in as far as the side file: its size, its kind, its viruses. The bytes stay exactly as they came (the time and
 * place that a camera wrote into a picture are evidence too). Refuses `too-large`, `empty-document`, `file-not-allowed`,
 * `file-contradiction`, `infected-file`, `scanner-away`; then nothing stays.
 */
export async function takeIn(
  files: FileStore,
  content: AsyncIterable<Uint8Array>,
  givenName: string,
  intake: Intake,
  told: (trouble: Error) => void,
): Promise<{ arrival: Arrival; name: string; mediaType: string }> {
  const arrival = await files.receive(content, intake.limitMb * 1024 * 1024);
  try {
    const name = cleanFileName(givenName);
    if (arrival.size === 0) refuse('empty-document', { name });
    const judged = await judgeFile(arrival.path, name);
    const signature = intake.scan && (await intake.scan(arrival.path).catch(error => away(error, intake, told)));
    if (signature) refuse('infected-file', { name, signature });
    return { arrival, ...judged };
  } catch (error) {
    await arrival.discard();
    throw error;
  }
}

// Being away lets files in where the administrator said so; a file that is made to be passed over does not.
function away(error: Error, { whenAway }: Intake, told: (trouble: Error) => void): null {
  told(error);
  return whenAway === 'accept' && !(error instanceof NoVerdict) ? null : refuse('scanner-away');
}
