// The tests run from source: a process knows TypeScript only once it has registered it, also for what is loaded later.
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';

register();
await import(pathToFileURL(process.argv[2]).href);
