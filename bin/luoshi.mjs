#!/usr/bin/env node
// The command line: `luoshi compile FILE`, `luoshi call tasks.list`, `luoshi serve` …
import { root } from './say.mjs';
import { ensureReady } from './setup.mjs';

process.env.LUOSHI_HOME ??= root;
await ensureReady(process.argv[2] === 'serve' ? ['server', 'web'] : ['server']);
await import('../dist/server/main.js');
