import { join } from 'node:path';

/** A folder of the plain files that come with the program: migrations, packs, examples, the built web app. */
export const programFolder = (...parts: string[]): string => join(process.env.LUOSHI_HOME ?? process.cwd(), ...parts);
