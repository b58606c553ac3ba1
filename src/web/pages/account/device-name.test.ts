import { expect, it } from 'vitest';
import { deviceName } from './device-name';

it('names browser and system', () => {
  expect(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox · Windows',
  );
  expect(
    deviceName('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'),
  ).toBe('Chrome · Linux');
  expect(
    deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1'),
  ).toBe('Safari · iOS');
  expect(deviceName('Mozilla/5.0 (Linux; Android 15; MicroMessenger/8.0) Chrome/130')).toBe('微信 · Android');
  expect([deviceName(null), deviceName('curl/8.0')]).toEqual([null, null]);
});
