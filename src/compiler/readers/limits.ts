/** What a document may weigh: the file, and everything in it once unpacked. */
export const documentLimits = { fileBytes: 50 * 2 ** 20, unpackedBytes: 100 * 2 ** 20, entries: 10_000 };
