import { compile } from '../../../compiler/compile';
import { readDocument } from '../../../compiler/readers/read-document';
import { textSource } from '../../../compiler/source';
import { Refusal, refuse } from '../../../kernel/refusal';
import { serveParent } from '../../../platform/apart/serve-parent';

// A yearbook has half a million characters.
const TEXT_LIMIT = 1_000_000;

/** `register`: the names of the bodies that there are; others are then asked about. */
export type Job = { name: string; document: Uint8Array | string; register?: string[] };

serveParent(
  async ({ name, document, register }: Job): Promise<string> => {
    const source = typeof document === 'string' ? textSource(name, document) : await readDocument(document, name);
    if (source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en'), name });
    return JSON.stringify(compile(source, register ? { register } : {}));
  },
  ({ name }) => new Refusal('unreadable-document', { name }),
);
