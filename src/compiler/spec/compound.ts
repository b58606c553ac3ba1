/** A compound file (OLE) of the given streams, each in sectors of its own; for tests. */
export const compound = (streams: Record<string, Uint8Array>): Uint8Array => {
  const SECTOR = 512;
  const [END, FAT, NONE] = [0xfffffffe, 0xfffffffd, 0xffffffff];
  const names = Object.keys(streams);
  // Streams below this size would lie in a smaller kind of sector.
  const padded = names.map(name => Math.max(4096, Math.ceil(streams[name]!.length / SECTOR) * SECTOR));
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const fatSectors = 8;
  const sectors = fatSectors + directorySectors + padded.reduce((sum, size) => sum + size / SECTOR, 0);
  const bytes = new Uint8Array((sectors + 1) * SECTOR);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, fatSectors, true);
  view.setUint32(48, fatSectors, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, END, true);
  view.setUint32(68, END, true);
  for (let at = 0; at < 109; at += 1) view.setUint32(76 + at * 4, at < fatSectors ? at : NONE, true);
  const next = (sector: number, to: number): void => view.setUint32(SECTOR + sector * 4, to, true);
  for (let sector = 0; sector < (fatSectors * SECTOR) / 4; sector += 1) next(sector, sector < fatSectors ? FAT : NONE);
  const chain = (from: number, length: number): void => {
    for (let at = 0; at < length; at += 1) next(from + at, at === length - 1 ? END : from + at + 1);
  };
  chain(fatSectors, directorySectors);
  let sector = fatSectors + directorySectors;
  const entry = (index: number, name: string, start: number, size: number, child: number, right: number): void => {
    const at = (fatSectors + 1) * SECTOR + index * 128;
    for (let sign = 0; sign < name.length; sign += 1) view.setUint16(at + sign * 2, name.charCodeAt(sign), true);
    view.setUint16(at + 64, (name.length + 1) * 2, true);
    view.setUint8(at + 66, index === 0 ? 5 : 2);
    view.setUint32(at + 68, NONE, true);
    view.setUint32(at + 72, right, true);
    view.setUint32(at + 76, child, true);
    view.setUint32(at + 116, start, true);
    view.setUint32(at + 120, size, true);
  };
  entry(0, 'Root Entry', END, 0, names.length > 0 ? 1 : NONE, NONE);
  for (const [index, name] of names.entries()) {
    bytes.set(streams[name]!, (sector + 1) * SECTOR);
    entry(index + 1, name, sector, padded[index]!, NONE, index + 1 < names.length ? index + 2 : NONE);
    chain(sector, padded[index]! / SECTOR);
    sector += padded[index]! / SECTOR;
  }
  return bytes;
};
