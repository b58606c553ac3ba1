import type { Aims } from '../support/aim';

/** Files, which are addresses and no operations. */
export const filesAims: Aims = {
  'files upload': { ask: ({ caller }) => caller.upload('a.txt', 'a'), self: true },
  'files content evidence': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.fileId}`) },
  'files content loose': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.looseFileId}`) },
  'files content plan': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.adoptedFileId}`) },
  'files content settling': { ask: ({ caller, thing }) => caller.open(`/api/files/content?id=${thing.planFileId}`) },
};
