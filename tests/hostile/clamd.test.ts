import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeOfFile } from '../../src/platform/files/file-store';
import { type Scan, scanWithClamd } from '../../src/platform/files/scan-with-clamd';
import type { Intake } from '../../src/platform/files/take-in';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { SIGNATURE_MARK } from '../support/clamd';
import { clamdHere, type RealClamd, startRealClamd } from '../support/real-clamd';

type Wrong = { error?: { code: string; detail: Record<string, unknown> } };

// In two halves, or this very file would be one.
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));
const MOST_MB = 1;
const program = clamdHere();

/** The same as with the stand-in of tests/journeys/evidence.test.ts, by ClamAV itself: Debian's `clamav-daemon`, any version. */
describe.skipIf(program === null)(`uploads beside ${program ?? 'clamd, which is not installed here'}`, () => {
  let test: TestApp;
  let liaison: Visitor;
  let clamd: RealClamd;
  let scan: Scan;
  const intake: Intake = { limitMb: 5, scan: path => scan(path), whenAway: 'refuse' };
  beforeAll(async () => {
    clamd = await startRealClamd(program!, MOST_MB);
    test = await startTestApp(undefined, { intake });
    liaison = await test.visit('zhao', 'liaison', 'preschool');
  });
  afterAll(async () => {
    await test?.close();
    await clamd?.stop();
  });

  beforeEach(() => {
    intake.whenAway = 'refuse';
  });

  const upload = async (name: string, bytes: Buffer) => {
    const { status, body } = await liaison.upload(name, bytes);
    const { error } = body as unknown as Wrong;
    if (status !== 200) {
      const place = placeOfFile(test.house.files.folder, createHash('sha256').update(bytes).digest('hex'));
      expect([existsSync(place), readdirSync(join(test.house.files.folder, 'incoming'))]).toEqual([false, []]);
    }
    return [status, error?.code ?? null, error?.detail.signature ?? null];
  };

  it.each(['socket', 'port'] as const)(
    'over its %s: a virus is refused by name, anywhere in a file, the rest is kept',
    async by => {
      scan = scanWithClamd({ address: clamd.addresses[by] });
      expect(await upload('测试.txt', EICAR)).toEqual([422, 'infected-file', 'Eicar-Test-Signature.UNOFFICIAL']);
      const hidden = Buffer.from(`${'教育督导'.repeat(20_000)}${SIGNATURE_MARK}`);
      expect(await upload('总结.txt', hidden)).toEqual([422, 'infected-file', 'Luoshi.Mark.UNOFFICIAL']);
      expect(await upload('月报.txt', Buffer.from(`一切正常，${by}`))).toEqual([200, null, null]);
    },
  );

  it('what is longer than it takes is not let in unseen, whatever is said of its absence', async () => {
    scan = scanWithClamd({ address: clamd.addresses.socket });
    const padded = Buffer.from(`${SIGNATURE_MARK}${'。'.repeat(MOST_MB * 400_000)}`);
    for (const whenAway of ['refuse', 'accept'] as const) {
      intake.whenAway = whenAway;
      expect(await upload('附件.txt', padded)).toEqual([503, 'scanner-away', null]);
    }
  });

  it('while it is held up nothing comes in; once it goes on, all does', async () => {
    scan = scanWithClamd({ address: clamd.addresses.socket, timeoutMs: 500 });
    clamd.hold();
    expect(await upload('一.txt', Buffer.from('一'))).toEqual([503, 'scanner-away', null]);
    clamd.release();
    scan = scanWithClamd({ address: clamd.addresses.socket });
    expect(await upload('二.txt', Buffer.from('二'))).toEqual([200, null, null]);
  });

  it('when it has ended nothing comes in, by either way, unless the administrator said so', async () => {
    const { addresses } = clamd;
    await clamd.stop();
    for (const address of [addresses.socket, addresses.port]) {
      scan = scanWithClamd({ address });
      expect(await upload('三.txt', Buffer.from(`三 ${address}`))).toEqual([503, 'scanner-away', null]);
    }
    intake.whenAway = 'accept';
    expect(await upload('四.txt', Buffer.from('四'))).toEqual([200, null, null]);
  });
});
