/**
 * `luoshi/compiler`: a text in, its ledger out. No I/O and nothing of the server in it: the same in Node, in a browser and in a
 * worker. Documents (.docx, .pdf …) become a source by `luoshi/readers`.
 */
export { compile } from './compile';
export type * from './ledger';
export { type Source, textSource } from './source';
