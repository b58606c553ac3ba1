/** The number of an item without the mark the document puts behind it: 7. → 7, 三、 → 三. */
export const plainNumber = (number: string | null): string | null => number?.replace(/[.．、,，]\s*$/, '') ?? null;
