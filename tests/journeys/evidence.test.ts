import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfFile } from '../../src/platform/files/file-store';
import { type Scan, scanWithClamd } from '../../src/platform/files/scan-with-clamd';
import { type Intake, PLAIN_INTAKE } from '../../src/platform/files/take-in';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { type Scanner, SIGNATURE_MARK, startScanner } from '../support/clamd';
import { photograph } from '../support/photograph';

type Wrong = { error: { code: string; message: string; detail: Record<string, unknown> } };
type Stored = { id: string; name: string; mediaType: string; size: number; sha256: string };

const upload = async (who: Visitor, name: string, bytes: Uint8Array) => {
  const { status, body } = await who.upload(name, bytes);
  return { status, stored: body as unknown as Stored, code: (body as unknown as Wrong).error?.code };
};

describe('evidence', () => {
  let test: TestApp;
  let liaison: Visitor;
  beforeAll(async () => {
    test = await startTestApp(undefined, { intake: { ...PLAIN_INTAKE, limitMb: 1 } });
    liaison = await test.visit('zhao', 'liaison', 'preschool');
  });
  afterAll(() => test.close());

  const content = (id: string) => liaison.download('files.content', { id });
  const left = () => readdirSync(join(test.house.files.folder, 'incoming'));

  it('is kept byte for byte under its hash, with the camera’s own data in it', async () => {
    const picture = photograph('东溪县一小 2026-09-01 30.1N 120.2E');
    const { stored } = await upload(liaison, '开工照片.jpg', picture);
    expect(stored.sha256).toBe(createHash('sha256').update(picture).digest('hex'));
    const back = await content(stored.id);
    expect([back.status, back.type]).toEqual([200, 'image/jpeg']);
    expect(back.bytes.equals(picture)).toBe(true);
  });

  it('goes by its content: what the sender calls it counts for nothing', async () => {
    const picture = photograph('一');
    const { stored } = await upload(liaison, '照片.png', picture);
    expect(stored.mediaType).toBe('image/jpeg');
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    expect((await upload(liaison, '照片.jpg', page)).code).toBe('file-contradiction');
    const asPage = await upload(liaison, '说明.html', page);
    expect((await content(asPage.stored.id)).type).toBe('application/octet-stream');
  });

  it('is refused past the limit and leaves nothing on the disk', async () => {
    const answer = await upload(liaison, '录像.txt', Buffer.alloc(1024 * 1024 + 1, 'a'));
    expect([answer.status, answer.code]).toEqual([413, 'too-large']);
    expect((await upload(liaison, '正好.txt', Buffer.alloc(1024 * 1024, 'a'))).status).toBe(200);
    expect((await upload(liaison, '空.txt', Buffer.alloc(0))).code).toBe('empty-document');
    expect((await upload(liaison, '程序.txt', randomBytes(1000))).code).toBe('file-not-allowed');
    expect(left()).toEqual([]);
  });

  it('stands in the history with its hash', async () => {
    const { stored } = await upload(liaison, '纪要.txt', Buffer.from('会议纪要'));
    const entry = await test.owner
      .selectFrom('auditEntries')
      .select(['operation', 'userId', 'after'])
      .where('kind', '=', 'file')
      .where('subjectId', '=', stored.id)
      .executeTakeFirstOrThrow();
    expect([entry.operation, entry.userId]).toEqual(['files.upload', liaison.userId]);
    expect(entry.after).toMatchObject({ sha256: stored.sha256, name: '纪要.txt' });
  });

  it('that was damaged on the disk, or lost, is refused by name and never handed out', async () => {
    const { stored } = await upload(liaison, '合同.txt', Buffer.from('合同金额一百万元'));
    const place = placeOfFile(test.house.files.folder, stored.sha256);
    writeFileSync(place, '合同金额九百万元');
    const damaged = await content(stored.id);
    const told = JSON.parse(damaged.bytes.toString()) as Wrong;
    expect([damaged.status, told.error.code]).toEqual([410, 'damaged-file']);
    expect(told.error.message).toContain(stored.sha256);
    rmSync(place);
    expect((await content(stored.id)).status).toBe(410);
    // Somebody who still has it hands it in again: whole.
    await upload(liaison, '合同.txt', Buffer.from('合同金额一百万元'));
    expect((await content(stored.id)).bytes.toString()).toBe('合同金额一百万元');
  });
});

describe('evidence where a virus scanner is set up', () => {
  let test: TestApp;
  let liaison: Visitor;
  const scanners: Scanner[] = [];
  // The scanner's day: how it does, and what the administrator has said about its absence.
  let scan: Scan;
  const intake: Intake = { limitMb: 5, scan: path => scan(path), whenAway: 'refuse' };
  beforeAll(async () => {
    test = await startTestApp(undefined, { intake });
    liaison = await test.visit('zhao', 'liaison', 'preschool');
  });
  afterAll(async () => {
    await test.close();
    for (const scanner of scanners) await scanner.stop();
  });

  const scannerDoes = async (mood: Parameters<typeof startScanner>[0]): Promise<Scanner> => {
    const scanner = await startScanner(mood);
    scanners.push(scanner);
    scan = scanWithClamd({ address: scanner.address, timeoutMs: 300 });
    return scanner;
  };
  const nothingOf = async (name: string, bytes: Buffer) => {
    const rows = await test.owner.selectFrom('files').select('id').where('name', '=', name).execute();
    const place = placeOfFile(test.house.files.folder, createHash('sha256').update(bytes).digest('hex'));
    expect([rows, existsSync(place), readdirSync(join(test.house.files.folder, 'incoming'))]).toEqual([[], false, []]);
  };

  it('is scanned as a whole, and kept when it is clean', async () => {
    const scanner = await scannerDoes('well');
    const clean = Buffer.from(`${'教育督导'.repeat(60_000)}。`);
    expect((await upload(liaison, '总结.txt', clean)).status).toBe(200);
    expect(scanner.scanned[0]!.equals(clean)).toBe(true);
  });

  it('with a virus is refused with its name, and nothing of it stays', async () => {
    await scannerDoes('well');
    const bytes = Buffer.from(`看这里 ${SIGNATURE_MARK}`);
    const { status, body } = await liaison.upload('附件.txt', bytes);
    expect([status, (body as unknown as Wrong).error]).toMatchObject([
      422,
      { code: 'infected-file', detail: { name: '附件.txt', signature: 'Eicar-Test-Signature' } },
    ]);
    await nothingOf('附件.txt', bytes);
  });

  it.each(['hangs', 'breaks-off', 'limited'] as const)('is not let in unseen: the scanner %s', async mood => {
    await scannerDoes(mood);
    const bytes = Buffer.from(`总结 ${mood}`);
    const { status, code } = await upload(liaison, `${mood}.txt`, bytes);
    expect([status, code]).toEqual([503, 'scanner-away']);
    await nothingOf(`${mood}.txt`, bytes);
  });

  it('waits outside while the scanner is away, unless the administrator said otherwise', async () => {
    await (await scannerDoes('well')).stop();
    const bytes = Buffer.from('月报');
    expect((await upload(liaison, '月报.txt', bytes)).code).toBe('scanner-away');
    await nothingOf('月报.txt', bytes);
    intake.whenAway = 'accept';
    expect((await upload(liaison, '月报.txt', bytes)).status).toBe(200);
  });
});
