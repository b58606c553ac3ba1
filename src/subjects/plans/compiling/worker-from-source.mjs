// The tests run from source: a process knows TypeScript only once it has registered it, also for what is loaded later.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
