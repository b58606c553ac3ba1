// For subjects that show targets beside their own things.
export { inPaths, visibleTargets } from '../targets/visible';
