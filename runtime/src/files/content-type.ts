/** What a file is, by what is in it. A name only tells apart what is stored in the same way. */

/** Bytes at the beginning, and at the end, that are looked at. */
export const headBytes = 4096;
export const tailBytes = 65_536;

export const unknownType = 'application/octet-stream';
const [zip, cfb, text, ogg] = ['application/zip', 'application/x-cfb', 'text/plain', 'application/ogg'];

/** What formats begin with: the place, and the bytes as Latin letters. */
const beginnings: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypheix'],
  ['image/heic', 4, 'ftypmif1'],
  ['image/avif', 4, 'ftypavif'],
  ['image/vnd.dwg', 0, 'AC10'],
  ['image/vnd.adobe.photoshop', 0, '8BPS'],
  ['audio/mp4', 4, 'ftypM4A'],
  ['video/quicktime', 4, 'ftypqt'],
  ['video/3gpp', 4, 'ftyp3gp'],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['video/x-msvideo', 8, 'AVI '],
  ['audio/wav', 8, 'WAVE'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/amr', 0, '#!AMR'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/aac', 0, '\xff\xf1'],
  [ogg, 0, 'OggS'],
  ['application/pdf', 0, '%PDF-'],
  ['application/postscript', 0, '%!PS'],
  ['application/rtf', 0, '{\\rtf'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-bzip2', 0, 'BZh'],
  ['application/x-xz', 0, '\xfd7zXZ\0'],
  ['application/vnd.sqlite3', 0, 'SQLite format 3\0'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-executable', 0, '\x7fELF'],
  ['font/woff2', 0, 'wOF2'],
  [cfb, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  [zip, 0, 'PK\x03\x04'],
  [zip, 0, 'PK\x05\x06'],
];

/** What stands in the list of names of a ZIP, or in its first file, says which document it is. */
const inZip: readonly (readonly [type: string, mark: string])[] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/presentation.xml'],
  ['application/vnd.oasis.opendocument.text', 'mimetypeapplication/vnd.oasis.opendocument.text'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'],
  ['application/vnd.oasis.opendocument.presentation', 'mimetypeapplication/vnd.oasis.opendocument.presentation'],
  ['application/epub+zip', 'mimetypeapplication/epub+zip'],
];

/** Texts that are more than text: what they begin with. */
const markup: readonly (readonly [type: string, start: RegExp])[] = [
  ['text/html', /^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|script|iframe|style|title|meta|link|object|embed|form)\b/i],
  ['image/svg+xml', /^(?:<\?xml[^]*?\?>\s*|<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<(?:\w+:)?svg\b/i],
  ['text/xml', /^<\?xml\b/i],
  ['text/calendar', /^BEGIN:VCALENDAR/],
  ['text/vcard', /^BEGIN:VCARD/],
];

const letters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** The type of a file by its beginning and its end. */
export function contentType(head: Uint8Array, tail: Uint8Array = head): string {
  if (head.length === 0) return unknownType;
  const start = letters(head);
  const [type] = beginnings.find(([, at, bytes]) => start.startsWith(bytes, at)) ?? [];
  if (type === zip) {
    const names = letters(tail);
    return inZip.find(([, mark]) => names.includes(mark) || start.includes(mark))?.[0] ?? zip;
  }
  return type ?? textType(head);
}

function textType(head: Uint8Array): string {
  const words = decoded(head);
  if (words === undefined || /\p{Cc}/u.test(words.replace(/\s/g, ''))) return unknownType;
  const begins = words.replace(/^\ufeff/, '').trimStart();
  return markup.find(([, start]) => start.test(begins))?.[0] ?? text;
}

/** UTF-8, or UTF-16 that says so; a letter may be cut in two at the end. */
function decoded(head: Uint8Array): string | undefined {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  try {
    return new TextDecoder(wide ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}

/** What endings mean. */
const endings: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp', tif: 'image/tiff', tiff: 'image/tiff', heic: 'image/heic', heif: 'image/heic', avif: 'image/avif', svg: 'image/svg+xml',
  dwg: 'image/vnd.dwg', psd: 'image/vnd.adobe.photoshop', mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', '3gp': 'video/3gpp', webm: 'video/webm', mkv: 'video/webm', avi: 'video/x-msvideo',
  mp3: 'audio/mpeg', wav: 'audio/wav', m4a: 'audio/mp4', ogg: ogg, oga: ogg, opus: ogg, flac: 'audio/flac', aac: 'audio/aac', amr: 'audio/amr',
  pdf: 'application/pdf', rtf: 'application/rtf', ps: 'application/postscript', zip, gz: 'application/gzip', '7z': 'application/x-7z-compressed', rar: 'application/vnd.rar', bz2: 'application/x-bzip2', xz: 'application/x-xz', exe: 'application/x-msdownload', dll: 'application/x-msdownload',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet', odp: 'application/vnd.oasis.opendocument.presentation', epub: 'application/epub+zip',
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook', vsd: 'application/vnd.visio',
  txt: text, log: text, md: 'text/markdown', csv: 'text/csv', tsv: 'text/tab-separated-values', json: 'application/json', xml: 'text/xml', html: 'text/html', htm: 'text/html', ics: 'text/calendar', vcf: 'text/vcard', eml: 'message/rfc822', dxf: 'image/vnd.dxf',
};

/** Formats that are told apart by nothing but the name: what they are stored as. */
const storedAs: Readonly<Record<string, string>> = {
  'application/msword': cfb, 'application/vnd.ms-excel': cfb, 'application/vnd.ms-powerpoint': cfb, 'application/vnd.ms-outlook': cfb, 'application/vnd.visio': cfb,
  'text/markdown': text, 'text/csv': text, 'text/tab-separated-values': text, 'application/json': text, 'message/rfc822': text, 'image/vnd.dxf': text,
};

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const typeOfEnding = (ending: string): string | undefined => (Object.hasOwn(endings, ending) ? endings[ending] : undefined);

/** The type of a file of that name whose content is of a type. */
export function typeWithName(type: string, name: string): string {
  const named = typeOfEnding(endingOf(name));
  return named !== undefined && storedAs[named] === type ? named : type;
}

/** Whether the file is of a sort that a field takes: a type, a sort of types (`image/*`), or an ending. An ending that means no type known here asks for that ending and for content that is nothing else. */
export function isTaken(type: string, name: string, accept: readonly string[]): boolean {
  return accept.length === 0 || accept.some((each) => {
    const sort = each.trim().toLowerCase();
    if (sort.endsWith('/*')) return type.startsWith(sort.slice(0, -1));
    if (!sort.startsWith('.')) return type === sort;
    const meant = typeOfEnding(sort.slice(1));
    return meant === undefined ? endingOf(name) === sort.slice(1) && [unknownType, zip, cfb, text].includes(type) : type === meant;
  });
}
