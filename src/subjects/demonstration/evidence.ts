import { strToU8, zlibSync } from 'fflate';
import type { DemoFile } from './events';

/** Excel takes a .csv for Chinese only with this in front. */
const byteOrderMark = '\ufeff';

/** A note as a liaison would attach it: plain text. */
export const makeNote = (name: string, lines: readonly string[]): DemoFile => ({
  name: `${name}.txt`,
  mediaType: 'text/plain',
  bytes: strToU8(`${lines.join('\r\n')}\r\n`),
});

/** A small table; a cell with a comma or quote is quoted. */
export const makeSheet = (name: string, rows: readonly (readonly string[])[]): DemoFile => {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return {
    name: `${name}.csv`,
    mediaType: 'text/csv',
    bytes: strToU8(byteOrderMark + rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')),
  };
};

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(strToU8(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crcOf(bytes.subarray(4, 8 + data.length)));
  return bytes;
};

const size = { width: 360, height: 200 };
const colors = { paper: [255, 255, 255], bar: [62, 121, 184], plan: [214, 220, 228], axis: [120, 120, 120] } as const;

/**
 * A picture with one bar a month, actual in front of planned (percent), as PNG: enough for a preview to have something to show.
 * Nothing but rectangles, so that it needs no font.
 */
export const makeChart = (name: string, months: readonly { planned: number; actual: number }[]): DemoFile => {
  const { width, height } = size;
  // Each line of pixels begins with the number of its filter: 0, none.
  const pixels = new Uint8Array((width * 3 + 1) * height);
  const fill = (x: number, y: number, w: number, h: number, color: readonly number[]) => {
    for (let row = y; row < y + h; row += 1)
      for (let column = x; column < x + w; column += 1) pixels.set(color, row * (width * 3 + 1) + 1 + column * 3);
  };
  fill(0, 0, width, height, colors.paper);
  const [bottom, top] = [height - 20, 16];
  const pitch = Math.floor((width - 40) / Math.max(1, months.length));
  months.forEach(({ planned, actual }, index) => {
    const x = 24 + index * pitch;
    const tall = (percent: number) => Math.round(((bottom - top) * Math.min(100, Math.max(0, percent))) / 100);
    fill(x, bottom - tall(planned), Math.floor(pitch * 0.75), tall(planned), colors.plan);
    fill(x + 3, bottom - tall(actual), Math.max(2, Math.floor(pitch * 0.75) - 6), tall(actual), colors.bar);
  });
  fill(20, bottom, width - 36, 2, colors.axis);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits a channel, red green blue.
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(pixels, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { name: `${name}.png`, mediaType: 'image/png', bytes };
};
