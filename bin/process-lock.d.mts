/** Takes the lock, or gives the id of the live process that holds it. */
export function takeLock(file: string): { release: () => void } | { heldBy: number };
/** The live process that holds a lock, or null. */
export function lockHolder(file: string): number | null;
