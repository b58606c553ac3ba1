import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expected } from './expected/table';
import { matrixDocument } from './support/matrix-document';

writeFileSync(join(import.meta.dirname, '../../docs/access-matrix.md'), matrixDocument(expected));
