/** A small picture that begins and ends as a camera's do; `subject` makes it another one. */
export const photograph = (subject: string): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]),
    Buffer.from('JFIF\0'),
    Buffer.from([0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00]),
    // A comment of the picture.
    Buffer.from([0xff, 0xfe, 0x00, Buffer.byteLength(subject) + 2]),
    Buffer.from(subject),
    Buffer.from([0xff, 0xd9]),
  ]);
