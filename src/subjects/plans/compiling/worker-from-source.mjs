// The tests run from source: a thread knows TypeScript only once it has registered it, also for what is loaded later.
import { register } from 'tsx/esm/api';

register();
const { default: compileJob } = await import('./worker.ts');
export default compileJob;
