import { allNodes, type Draft } from '../draft';

/** Gives every node its id, in document order. */
export const numberNodes = (draft: Draft): void => {
  allNodes(draft).forEach((node, index) => {
    node.id = `n${index + 1}`;
  });
};
