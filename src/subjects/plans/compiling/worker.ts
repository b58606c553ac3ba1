import { compile } from '../../../compiler/compile';
import { readDocument } from '../../../compiler/readers/read-document';
import { textSource } from '../../../compiler/source';
import { Refusal, refuse } from '../../../kernel/refusal';

// A yearbook has half a million characters.
const TEXT_LIMIT = 1_000_000;

/** `register`: the names of the bodies that there are; others are then asked about. */
export type Job = { name: string; document: Uint8Array | string; register?: string[] };
/** The plan as JSON: a string crosses between threads faster than an object. */
export type Outcome = { plan: string } | { refusal: { code: string; detail: Record<string, unknown> } };

/** One document, in a thread of its own. */
export default async function compileJob({ name, document, register }: Job): Promise<Outcome> {
  try {
    const source = typeof document === 'string' ? textSource(name, document) : await readDocument(document, name);
    if (source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en'), name });
    return { plan: JSON.stringify(compile(source, register ? { register } : {})) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, detail: error.detail } };
    throw error;
  }
}
