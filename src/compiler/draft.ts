import type { Diagnostic, NodeKind, Organization, ResponsibilityRole, Target } from './ledger';
import type { Label } from './outline/labels';
import type { Line } from './outline/lines';
import { charactersOf, isOneOf } from './plain/characters';
import { foldText, type Plain } from './plain/fold';
import type { Source } from './source';
import type { TableRows } from './tables/read-table';

/** A stretch [start, end) of the plain text. */
export type Region = { start: number; end: number };

/** A stretch of text that says who, or until when: `role` is null for one that only gives people or dates. */
export type Statement = Region & { parts: StatementPart[] };

export type StatementPart = {
  role: ResponsibilityRole | 'leader' | 'contact' | 'deadline' | 'other';
  /** Said with 负责, which is a lead where others 配合. */
  inCharge: boolean;
  /** The label also announces persons: 责任单位及责任人. */
  people?: boolean;
  value: Region;
};

export type DraftResponsibility = Region & {
  role: ResponsibilityRole;
  inCharge: boolean;
  name: string;
  canonical: string;
};
export type DraftPerson = Region & { role: 'leader' | 'contact'; name: string };
export type DraftTarget = Region & Omit<Target, 'span' | 'text'>;
export type DraftDeadline = Region & { from: string | null; until: string | null; recurring: string | null };

/** A total and its parts, as targets of one node: 230所(193所、37所). */
export type Breakdown = { total: DraftTarget; parts: DraftTarget[] };

export type DraftNode = Region & {
  id: string;
  kind: NodeKind;
  parent: DraftNode | null;
  children: DraftNode[];
  label: Label | null;
  heading: Region | null;
  /** Where the text after number and heading begins. */
  bodyStart: number;
  statements: Statement[];
  responsibilities: DraftResponsibility[];
  people: DraftPerson[];
  targets: DraftTarget[];
  deadlines: DraftDeadline[];
  breakdowns: Breakdown[];
};

/** What the passes work on, one after the other; positions are in the plain text until the plan is printed. */
export type Draft = {
  source: Source;
  plain: Plain;
  text: string;
  lines: Line[];
  /** Tables that list tasks. */
  tables: TableRows[];
  /** Labels that are part of the outline, with their depth. */
  labels: Label[];
  /** Text that is not the plan's own; `aside` where the file itself says so (headers, footers, contents). */
  notices: Array<Region & { aside: boolean }>;
  nodes: DraftNode[];
  statements: Statement[];
  title: Region | null;
  year: number | null;
  issuer: Region | null;
  organizations: Organization[];
  diagnostics: Diagnostic[];
  /** The names of all bodies that there are, where the caller knows them. */
  register: string[] | null;
};

export type Pass = (draft: Draft) => void;

export const startDraft = (source: Source): Draft => {
  const plain = foldText(source.text, source.mediaType.startsWith('text/'));
  return {
    source,
    plain,
    text: plain.text,
    lines: [],
    tables: [],
    labels: [],
    notices: [],
    nodes: [],
    statements: [],
    title: null,
    year: null,
    issuer: null,
    organizations: [],
    diagnostics: [],
    register: null,
  };
};

export const newNode = (kind: NodeKind, start: number, end: number, parent: DraftNode | null): DraftNode => ({
  id: '',
  kind,
  start,
  end,
  parent,
  children: [],
  label: null,
  heading: null,
  bodyStart: start,
  statements: [],
  responsibilities: [],
  people: [],
  targets: [],
  deadlines: [],
  breakdowns: [],
});

/** All nodes in document order, a parent before its children. */
export const allNodes = (draft: Draft): DraftNode[] => {
  const found: DraftNode[] = [];
  const stack = draft.nodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    found.push(node);
    for (let index = node.children.length - 1; index >= 0; index -= 1) stack.push(node.children[index]!);
  }
  return found;
};

/** The parts of a node's span that are in no child. */
export const ownRegions = (node: DraftNode): Region[] => {
  const regions: Region[] = [];
  let at = node.start;
  for (const child of node.children) {
    if (child.start > at) regions.push({ start: at, end: child.start });
    at = child.end;
  }
  if (node.end > at) regions.push({ start: at, end: node.end });
  return regions;
};

/** The item that a node is, or lies in; null for a section. */
export const itemOf = (node: DraftNode): DraftNode | null => {
  let at: DraftNode | null = node;
  while (at && at.kind !== 'item') at = at.parent;
  return at;
};

export const itemsOf = (draft: Draft): DraftNode[] => allNodes(draft).filter(node => node.kind === 'item');

/** As written in the source, without invisible characters. */
export const written = (draft: Draft, { start, end }: Region): string => draft.plain.surface.slice(start, end);

/** Without white space at either end; nothing but white space is empty at its beginning. */
export const trimRegion = (text: string, { start, end }: Region): Region => {
  let [from, to] = [start, end];
  while (from < to && isBlank(text, from)) from += 1;
  if (from === to) return { start, end: start };
  while (to > from && isBlank(text, to - 1)) to -= 1;
  return { start: from, end: to };
};

const BLANKS = charactersOf(/\s/);

/** White space, as \s has it. */
export const isBlank = (text: string, at: number): boolean => isOneOf(BLANKS, text, at);
