import { compile } from '../../../compiler/compile';
import { readDocument } from '../../../compiler/readers/read-document';
import { textSource } from '../../../compiler/source';
import { Refusal } from '../../../kernel/refusal';

export type Job = { name: string; document: Uint8Array | string };
/** The plan as JSON: a string crosses between threads faster than an object. */
export type Outcome = { plan: string } | { refusal: { code: string; detail: Record<string, unknown> } };

/** One document, in a thread of its own. */
export default async function compileJob({ name, document }: Job): Promise<Outcome> {
  try {
    const source = typeof document === 'string' ? textSource(name, document) : await readDocument(document, name);
    return { plan: JSON.stringify(compile(source)) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, detail: error.detail } };
    throw error;
  }
}
