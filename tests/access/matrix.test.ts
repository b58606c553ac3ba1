import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/platform/operation';
import { type Role, roles } from '../../src/subjects/org/schema';
import { operations, operatorOperations } from '../../src/subjects/registry';
import { aims } from './aims';
import { expected } from './expected/table';
import type { At } from './support/aim';
import type { Caller, Reply } from './support/caller';
import { letterOf } from './support/letters';
import { matrixDocument } from './support/matrix-document';
import { type Relation, relations } from './support/seats';
import { lineOf, type Row } from './support/table';
import { withoutAny } from './support/thing';
import { raiseWorld, type World } from './support/world';

const byName = new Map((operations as readonly Operation[]).map(operation => [operation.name, operation]));
const operationOf = (row: string) => byName.get(row.split(' ')[0]!);

describe('who may do what with whose', () => {
  let world: World;
  beforeAll(async () => {
    world = await raiseWorld();
  });
  afterAll(() => world.close());

  // The same question of the same person has one answer: a look changes nothing, and what is done is undone at once.
  const answers = new Map<string, Reply>();
  const replyTo = async (row: string, at: At): Promise<Reply> => {
    const aim = aims[row]!;
    const operation = operationOf(row);
    const undone = async (reply: Promise<Reply>): Promise<Reply> => {
      const given = await reply;
      if (operation?.kind !== 'read') await world.undo();
      return given;
    };
    if (aim.ask) return undone(aim.ask(at));
    const input = aim.input?.(at) ?? {};
    const question = `${at.caller.token} ${operation!.name} ${JSON.stringify(input)}`;
    const reply = answers.get(question) ?? (await undone(at.caller.call(operation!.kind, operation!.name, input)));
    answers.set(question, reply);
    return reply;
  };

  const ask = async (row: string, caller: Caller, role: Role, relation: Relation): Promise<string> => {
    const aim = aims[row]!;
    const at = { thing: world.thing(role, relation), own: world.own(role, relation), caller };
    const reply = await replyTo(row, at);
    const letter = letterOf(reply, aim.shows ? at.thing.marks[aim.shows] : null);
    // A refusal says nothing of what it refuses; and of another body nothing is ever said but what the letter stands for.
    const aimed = Object.values(at.thing.marks).flat();
    const secrets = reply.code ? [...aimed, ...world.secrets] : world.secrets.filter(word => !aimed.includes(word));
    const asked = JSON.stringify(aim.input?.(at) ?? {});
    const told = secrets.filter(word => !word.startsWith('"') && reply.text.includes(word) && !asked.includes(word));
    if (told.length > 0) return `(tells ${told.join()})`;
    if (reply.code !== 'not-found' || aim.self) return letter;
    // What is out of sight answers in the very words of what was never there.
    const nothing = await replyTo(row, { ...at, thing: withoutAny(at.thing) });
    return nothing.text === reply.text ? letter : `(${reply.text} is not ${nothing.text})`;
  };

  const observe = async (row: string): Promise<Row> => {
    const cells = {} as Record<Role, string>;
    for (const role of roles) {
      let cell = '';
      for (const relation of aims[row]!.self ? (['own'] as const) : relations)
        cell += await ask(row, world.caller(role, relation), role, relation);
      cells[role] = cell;
    }
    return { name: row, cells, stranger: await ask(row, world.stranger, 'supervisor', 'own') };
  };

  it('has a row for every operation, and no row without one', () => {
    const rows = expected.map(({ name }) => name);
    expect(rows.toSorted()).toEqual(Object.keys(aims).toSorted());
    const missing = [...byName.keys()].filter(name => !rows.some(row => row.split(' ')[0] === name));
    expect(missing).toEqual([]);
    expect(rows.filter(row => !operationOf(row) && !aims[row]!.ask)).toEqual([]);
  });

  it('stands in docs/access-matrix.md as it is tried here', () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/access-matrix.md'), 'utf8');
    expect(document).toBe(matrixDocument(expected));
  });

  it('has no address for what only the operator of the server does', async () => {
    const everybody = [world.stranger, ...roles.map(role => world.caller(role, 'own'))];
    for (const { kind, name } of operatorOperations)
      for (const caller of everybody) expect((await caller.call(kind, name, {})).code).toBe('not-found');
  });

  it.each(expected.map(row => [row.name, row] as const))('%s', async (name, row) => {
    expect(lineOf(await observe(name))).toBe(lineOf(row));
  });
});
