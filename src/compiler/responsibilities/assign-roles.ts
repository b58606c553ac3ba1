import {
  allNodes,
  type Draft,
  type DraftNode,
  type DraftResponsibility,
  type Region,
  type Statement,
  written,
} from '../draft';
import { addAll } from '../plain/add-all';
import { looksLikePeople, splitPeople } from '../tables/people';
import { endsLikeBody, looksLikeBody } from './body-shape';
import { namesSomebody } from './label-words';
import { firstLeads } from './order-rule';
import { isGlued, splitNames } from './split-names';

const clean = (name: string): string => name.replace(/\s+/g, '');

/** Reads who leads, assists or answers for a node from its statements. */
export const assignRoles = (draft: Draft): void => {
  const nodes = allNodes(draft).filter(({ statements }) => statements.length > 0);
  const known = namesAlone(draft, nodes);
  const ordered = firstLeads(draft.text);
  for (const node of nodes) {
    for (const group of groupStatements(draft, node)) {
      const stated = group.flatMap(statement => readStatement(draft, node, statement, known));
      settleRoles(stated, ordered);
      addAll(node.responsibilities, stated);
    }
  }
};

/** Names that stand between two separators, with no 和 in them that might join two. */
const namesAlone = ({ text }: Draft, nodes: DraftNode[]): Set<string> => {
  const known = new Set<string>();
  for (const { statements } of nodes) {
    for (const { parts } of statements) {
      for (const { role, value } of parts) {
        if (!namesSomebody(role) || role === 'leader' || role === 'contact') continue;
        for (const piece of text.slice(value.start, Math.min(value.end, value.start + 2000)).split(/[、,;。\n]/)) {
          const name = piece.trim().replace(/等$/, '');
          if (
            name.length >= 3 &&
            name.length <= 24 &&
            !isGlued(name) &&
            !/[\s和与及]/.test(name) &&
            looksLikeBody(name)
          )
            known.add(name);
        }
      }
    }
  }
  return known;
};

/** Statements that follow one another, and all of a table's row, are one: 责任 in one of them assists the 牵头 of another. */
const groupStatements = ({ text }: Draft, node: DraftNode): Statement[][] => {
  const groups: Statement[][] = [];
  for (const statement of node.statements) {
    const last = groups.at(-1)?.at(-1);
    const near =
      last !== undefined &&
      (node.label?.style === 'row' ||
        text.slice(last.end, Math.min(statement.start, last.end + 60)).replace(/[\s。;,、]+/g, '').length <
          (onLine(text, last) && onLine(text, statement) ? 60 : 1));
    if (near) groups.at(-1)!.push(statement);
    else groups.push([statement]);
  }
  return groups;
};

const onLine = (text: string, { start }: Region): boolean =>
  /(?:^|\n) *$/.test(text.slice(Math.max(0, start - 6), start));

// 副局长王某某, 王某某副局长, 王某某同志.
const POST =
  '(?:常务)?副?(?:局长|主任|书记|县长|区长|市长|镇长|乡长|科长|处长|股长|所长|校长|院长|站长|部长|组长|秘书长|经理|主席|委员|常委|园长)';
const ONLY_POST =
  /^(?:(?:省|市|县|区|镇|乡|校|局)?(?:委|政府|党委|党组)?(?:常委|常务|党组成员|委员|书记|副书记|主任|副主任|局长|副局长|县长|副县长|市长|副市长|区长|副区长|部长|同志))$/;
const POST_BEHIND = new RegExp(`(?<=^.{2,4})(?:同志|老师|${POST})$`);
const POST_BEFORE = new RegExp(`^.{0,14}${POST}(?=[^局主书县区市镇乡科处股所校院站部组秘经长任记员委园]{2,4}$)`);
const withoutPost = (name: string): string => {
  const left = name.replace(POST_BEHIND, '').replace(POST_BEFORE, '');
  return endsLikeBody(left) ? name : left;
};

const LEADS = /\((?:牵头|主办|主责|牵头单位|牵头部门|总牵头|负责牵头)\)$/;
const ASSISTS = /\((?:配合|协办|协助|配合单位|参与)\)$/;

const readStatement = (
  draft: Draft,
  node: DraftNode,
  { parts }: Statement,
  known: Set<string>,
): DraftResponsibility[] => {
  const { text } = draft;
  const stated: DraftResponsibility[] = [];
  for (const part of parts) {
    const { role, inCharge, value } = part;
    if (role === 'deadline' || role === 'other') continue;
    const person = (region: Region): void => {
      const name = withoutPost(clean(written(draft, region)));
      const who = role === 'leader' ? 'leader' : 'contact';
      if (ONLY_POST.test(name)) return;
      if (name.length > 1 && name.length <= 24)
        node.people.push({ start: region.start, end: region.end, role: who, name });
    };
    if (role === 'leader' || role === 'contact') {
      for (const region of splitPeople(text, value)) person(region);
      continue;
    }
    for (const region of splitNames(text, value, known)) {
      const said = text.slice(region.start, region.end);
      if (part.people && looksLikePeople(said) && !looksLikeBody(said)) {
        for (const one of splitPeople(text, region)) person(one);
        continue;
      }
      const behind = text.slice(region.end, Math.min(value.end, region.end + 8));
      const marked = /^\([^()]{2,5}\)/.exec(behind)?.[0] ?? '';
      const own = LEADS.test(marked) ? 'lead' : ASSISTS.test(marked) ? 'assist' : role;
      const name = clean(written(draft, region));
      stated.push({ start: region.start, end: region.end, role: own, inCharge, name, canonical: name });
    }
  }
  return stated;
};

/** 责任 beside a 牵头 assists; 负责 where others 配合 leads; the first of a list leads where the text says so. */
const settleRoles = (stated: DraftResponsibility[], ordered: boolean): void => {
  const has = (role: DraftResponsibility['role']): boolean => stated.some(one => one.role === role);
  const [led, assisted] = [has('lead'), has('assist')];
  if (!led && !assisted && ordered) {
    for (const [index, one] of stated.entries()) one.role = index === 0 ? 'lead' : 'assist';
    return;
  }
  for (const one of stated) {
    if (one.role !== 'responsible') continue;
    if (led) one.role = 'assist';
    else if (assisted && one.inCharge) one.role = 'lead';
  }
};
