// For subjects that show parts of targets beside their own things.
export { lastYearByUnits } from '../targets/reported-figures';
