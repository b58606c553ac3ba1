import { deflateRawSync, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

const MB = 2 ** 20;
const text = (xml: string): Uint8Array => new TextEncoder().encode(xml);

/** An archive whose entries are packed by zlib, which is quicker than fflate for a hundred megabytes. */
export const zipOf = (entries: Record<string, Uint8Array>): Uint8Array => {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(entries)) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, title, packed);
    central.push(entry, title);
    at += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
};

const relations = (kind: string, target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;

export const docx = (document: Uint8Array | string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipOf({
    '_rels/.rels': text(relations('officeDocument', 'word/document.xml')),
    'word/document.xml': typeof document === 'string' ? text(document) : document,
    ...more,
  });

export const xlsx = (sheet: Uint8Array | string, more: Record<string, Uint8Array> = {}, name = '单位'): Uint8Array =>
  zipOf({
    '_rels/.rels': text(relations('officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': text(
      `<workbook xmlns:r="x"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': text(relations('worksheet', 'worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? text(sheet) : sheet,
    ...more,
  });

export const wordOf = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`;
export const sheetOf = (rows: string, after = '', before = ''): string =>
  `<?xml version="1.0"?>${before}<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;

const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]>`;
const outside = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>';

/** A PDF of one page, of these objects from the fourth on; `page` stands in the page's own. */
const pdfOf = (page: string, more: Buffer[]): Uint8Array => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${page} >>`,
  ].map((body, at) => Buffer.from(`${at + 1} 0 obj\n${body}\nendobj\n`));
  for (const body of more)
    objects.push(Buffer.concat([Buffer.from(`${objects.length + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
  const head = Buffer.from('%PDF-1.4\n');
  const places = objects.map((_, at) => Buffer.concat([head, ...objects.slice(0, at)]).length);
  const body = Buffer.concat([head, ...objects]);
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const foot = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(foot)]);
};

/** A stream of spaces, packed `times` over and over. */
const packed = (megabytes: number, times: number): Buffer => {
  let stream = Buffer.alloc(megabytes * MB, 32);
  for (let turn = 0; turn < times; turn += 1) stream = deflateSync(stream, { level: 9 });
  const head = `<< /Length ${stream.length} /Filter [${'/FlateDecode '.repeat(times)}] >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream')]);
};

const spaces = (megabytes: number) => new Uint8Array(megabytes * MB).fill(32);
const empty = wordOf('<w:p/>');

/** Files that unpack, unfold or point to more than they say, by what is in them. */
export const bombs: Record<string, { name: string; bytes: () => Uint8Array }> = {
  'a document of 101 MB': { name: 'a.docx', bytes: () => docx(spaces(101)) },
  'a document beside parts of 80 MB': {
    name: 'b.docx',
    bytes: () => docx(spaces(40), { 'word/numbering.xml': spaces(40), 'word/styles.xml': spaces(40) }),
  },
  'a document of half a million paragraphs': {
    name: 'c.docx',
    bytes: () => docx(wordOf('<w:p><w:r><w:t>的工作</w:t></w:r></w:p>'.repeat(500_000))),
  },
  'a document nested 60,000 deep': {
    name: 'd.docx',
    bytes: () => docx(wordOf('<w:tbl><w:tr><w:tc>'.repeat(60_000))),
  },
  'a document of laughs': { name: 'e.docx', bytes: () => docx(wordOf('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>', laughs)) },
  'a document that names a file': {
    name: 'f.docx',
    bytes: () => docx(wordOf('<w:p><w:r><w:t>&a;</w:t></w:r></w:p>', outside)),
  },
  'twelve thousand entries': {
    name: 'g.docx',
    bytes: () => zipSync(Object.fromEntries(Array.from({ length: 12_000 }, (_, at) => [`${at}.xml`, text('<a/>')]))),
  },
  'entries with paths upwards': {
    name: 'h.docx',
    bytes: () => docx(empty, { '../../../tmp/luoshi-was-here': text('x'), '/etc/x': text('x') }),
  },
  'an archive in an archive': { name: 'i.docx', bytes: () => zipOf({ 'a.docx': docx(empty) }) },
  'a PDF packed three times': { name: 'k.pdf', bytes: () => pdfOf('/Contents 4 0 R', [packed(400, 3)]) },
  'a PDF that unpacks one stream forty times': {
    name: 's.pdf',
    bytes: () => pdfOf(`/Contents [${'4 0 R '.repeat(40)}]`, [packed(60, 2)]),
  },
  'a PDF whose font says its characters at length': {
    name: 't.pdf',
    bytes: () => {
      const text = 'BT /F1 12 Tf 10 10 Td (abc) Tj ET';
      return pdfOf('/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>', [
        Buffer.from(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`),
        Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>'),
        packed(400, 3),
      ]);
    },
  },
  'a sheet of 400,000 empty rows': {
    name: 'l.xlsx',
    bytes: () => xlsx(sheetOf(Array.from({ length: 400_000 }, (_, at) => `<row r="${at + 1}"/>`).join(''))),
  },
  'a sheet of 16,384 columns to its last row': {
    name: 'm.xlsx',
    bytes: () =>
      xlsx(
        sheetOf(
          Array.from(
            { length: 1000 },
            (_, at) =>
              `<row r="${at * 1000 + 1}"><c r="XFD${at * 1000 + 1}" t="str"><v>甲</v></c><c r="A${at * 1000 + 1}" t="str"><v>乙</v></c></row>`,
          ).join(''),
          '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
      ),
  },
  'a hundred thousand merged ranges': {
    name: 'n.xlsx',
    bytes: () =>
      xlsx(
        sheetOf(
          '<row r="1"><c r="A1" t="str"><v>单位</v></c></row>',
          `<mergeCells>${'<mergeCell ref="A1:XFD9"/>'.repeat(100_000)}</mergeCells>`,
        ),
      ),
  },
  'a sheet of laughs': {
    name: 'o.xlsx',
    bytes: () => xlsx(sheetOf('<row r="1"><c r="A1" t="str"><v>&j;</v></c></row>', '', laughs)),
  },
  'a sheet of 101 MB': { name: 'p.xlsx', bytes: () => xlsx(spaces(101)) },
  'a web page nested 300,000 deep': { name: 'q.html', bytes: () => text(`<html><body>${'<div>'.repeat(300_000)}`) },
  'a text of two million characters': { name: 'r.txt', bytes: () => text('一、推进工作。\n'.repeat(250_000)) },
};
