import { refuse } from '../../kernel/refusal';
import type { Source } from '../source';

/** Reads a .docx: refuses for now. */
export const readDocx = (_bytes: Uint8Array, name: string): Source => refuse('unsupported-document', { name });
