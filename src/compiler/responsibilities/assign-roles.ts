import { allNodes, type Draft, type DraftNode, type DraftResponsibility, written } from '../draft';
import { splitNames } from './split-names';

const clean = (name: string): string => name.replace(/\s+/g, '');

/** Reads who leads, assists or answers for a node from its statements. */
export const assignRoles = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    for (const part of node.statements.flatMap(({ parts }) => parts)) {
      if (part.role === 'deadline' || part.role === 'other') continue;
      for (const region of splitNames(draft.text, part.value)) {
        const name = clean(written(draft, region));
        if (part.role === 'leader' || part.role === 'contact') node.people.push({ ...region, role: part.role, name });
        else node.responsibilities.push({ ...region, role: part.role, inCharge: part.inCharge, name, canonical: name });
      }
    }
    settleRoles(node);
  }
};

/** 责任 beside a 牵头 assists; 负责 where others 配合 leads. */
const settleRoles = (node: DraftNode): void => {
  const has = (role: DraftResponsibility['role']): boolean =>
    node.responsibilities.some(stated => stated.role === role);
  const [led, assisted] = [has('lead'), has('assist')];
  for (const stated of node.responsibilities) {
    if (stated.role !== 'responsible') continue;
    if (led) stated.role = 'assist';
    else if (assisted && stated.inCharge) stated.role = 'lead';
  }
};
