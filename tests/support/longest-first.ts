import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Where the long stories are. A file that takes a minute must not be the last one that begins. The longest raises the demonstration
// bureau; what begins beside it does not wait for that.
const LONG = [
  'tests/browser/pages.test.ts',
  'tests/access/matrix.test.ts',
  'tests/faults/',
  'tests/browser/',
  'tests/hostile/',
  'tests/access/',
  'tests/backup/',
  'tests/',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex(place => moduleId.includes(`/${place}`));
  return at < 0 ? LONG.length : at;
};

/** Begins with the folders whose files take longest; among them, with what took longest the last time, or is the largest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
