import { type Role, roles } from '../../../src/subjects/org/schema';
import type { NewUnit } from '../../../src/subjects/org/store';

const unit = (code: string, name: string, kind: NewUnit['kind'], parentCode: string | null): NewUnit => ({
  code,
  name,
  shortName: name,
  kind,
  parentCode,
  areaCode: null,
  aliases: [],
  sort: 0,
});

/** A bureau with something below and beside every seat. */
export const units: NewUnit[] = [
  unit('root', '市教育局', 'bureau', null),
  unit('dept', '甲处', 'department', 'root'),
  unit('section', '甲处一科', 'department', 'dept'),
  unit('dept-2', '乙处', 'department', 'root'),
  unit('east', '东县教育局', 'county', 'root'),
  unit('west', '西县教育局', 'county', 'root'),
  unit('school', '东县一小', 'school', 'east'),
  unit('campus', '东县一小东校区', 'school', 'school'),
  unit('school-2', '东县二小', 'school', 'east'),
];

/**
 * Whose thing it is, seen from a seat. own: one's own unit's; below: a unit's below it; sibling: a unit's beside it, in a task of
 * that unit alone; beside: the same unit's part in a task that one's own unit is in too; led: its part in a task that one's own
 * unit leads; other: that of another body.
 */
export const relations = ['own', 'below', 'sibling', 'beside', 'led', 'other'] as const;
export type Relation = (typeof relations)[number];

export type Seat = { unit: string; below: string; sibling: string };

const office: Seat = { unit: 'root', below: 'dept', sibling: 'dept-2' };
const department: Seat = { unit: 'dept', below: 'section', sibling: 'dept-2' };

/** Where each role sits. */
export const seats: Record<Role, Seat> = {
  leader: office,
  supervisor: office,
  liaison: department,
  county: { unit: 'east', below: 'school', sibling: 'west' },
  reporter: { unit: 'school', below: 'campus', sibling: 'school-2' },
  assessor: office,
  auditor: office,
  administrator: office,
};

/** A bureau has nothing beside it: what is beside a seat there is asked of the same role, held in a department. */
export const seatFor = (role: Role, relation: Relation): Seat =>
  seats[role] === office && relation === 'sibling' ? department : seats[role];

/** Every person that calls: a role in a seat. */
export const callers: { role: Role; seat: Seat; login: string }[] = roles.flatMap(role =>
  [...new Set(relations.map(relation => seatFor(role, relation)))].map(seat => ({
    role,
    seat,
    login: loginOf(role, seat),
  })),
);

export function loginOf(role: Role, seat: Seat): string {
  return `${role}-${seat.unit}`;
}
