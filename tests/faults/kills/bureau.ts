import type { Book } from './book';
import { type Client, enter, openClient } from './client';

/** A department with two people at their browsers: one of the office, one who works for the department. */
export type Desk = { office: Client; liaison: Client; unitId: string; otherUnitIds: string[]; rootId: string };

const PASSWORD = '青溪河畔第三棵银杏树下的石桌';
const DEPARTMENTS = [
  '学前教育处',
  '基础教育处',
  '职业教育处',
  '财务处',
  '后勤服务中心',
  '法规安全处',
  '发展规划处',
  '人事处',
];

/** Founds an invented bureau through the API as its first administrator would: departments, people, invitations, sessions. */
export async function foundBureau(
  address: string,
  book: Book,
  desks: number,
  ready: () => Promise<void>,
): Promise<{ administrator: Client; desks: Desk[] }> {
  const founding = {
    name: '青溪市教育局',
    shortName: '市教育局',
    login: 'guanliyuan',
    userName: '管理员',
    password: PASSWORD,
  };
  const { cookie } = await enter(address, 'identity.createBureau', founding);
  const administrator = openClient(address, cookie, book, ready);
  const units = await administrator.read<{ id: string; parentId: string | null }[]>('org.units', {});
  const rootId = units.find(unit => unit.parentId === null)!.id;

  const unitIds: string[] = [];
  for (const name of DEPARTMENTS.slice(0, Math.max(3, desks))) {
    const fields = { parentId: rootId, name, shortName: name, kind: 'department' };
    unitIds.push((await administrator.write<{ unitId: string }>('org.saveUnit', fields, [])).unitId);
  }
  const invited = async (login: string, role: string, unitId: string): Promise<Client> => {
    const person = { name: login, login, role, unitId };
    const { link } = await administrator.write<{ link: string }>('org.invite', person, []);
    const token = link.slice(link.lastIndexOf('/') + 1);
    await enter(address, 'identity.acceptInvitation', { token, password: PASSWORD });
    return openClient(
      address,
      (await enter(address, 'identity.signIn', { login, password: PASSWORD })).cookie,
      book,
      ready,
    );
  };
  const made: Desk[] = [];
  for (const [index, unitId] of unitIds.slice(0, desks).entries())
    made.push({
      office: await invited(`duban${index}`, 'supervisor', rootId),
      liaison: await invited(`lianluo${index}`, 'liaison', unitId),
      unitId,
      otherUnitIds: unitIds.filter(other => other !== unitId).slice(0, 2),
      rootId,
    });
  return { administrator, desks: made };
}
