// `npm start [-- FILE]`: installs and builds what is missing, then serves; in this one process, to save memory.

import { endWithParent } from './end-with-parent.mjs';
import { root } from './say.mjs';
import { ensureReady } from './setup.mjs';

process.env.LUOSHI_HOME ??= root;
await ensureReady(['server', 'web']);
endWithParent();
process.argv.splice(2, 0, 'serve');
await import('../dist/server/main.js');
process.exit();
