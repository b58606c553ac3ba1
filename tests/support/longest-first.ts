import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Where the long stories are. A file that takes a minute must not be the last one that begins.
const LONG = ['tests/browser/', 'tests/faults/', 'tests/hostile/', 'tests/access/', 'tests/backup/', 'tests/'];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex(folder => moduleId.includes(`/${folder}`));
  return at < 0 ? LONG.length : at;
};

/** Begins with the folders whose files take longest; among them, with what took longest the last time, or is the largest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
