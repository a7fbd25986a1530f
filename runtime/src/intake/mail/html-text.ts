/** Elements that begin on a line of their own. */
const block = /^(?:p|div|br|tr|li|ul|ol|table|h[1-6]|hr|blockquote|pre|section|article|header|footer)$/;
/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math']);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', laquo: '«', raquo: '»', mdash: '—', ndash: '–', hellip: '…', copy: '©', euro: '€' };

/** The words of HTML, line by line; quotations keep `>`. Reads once from left to right and makes no markup of it again. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let atStart = true;
  let quoted = 0;
  let skipped: string | undefined;
  const write = (words: string): void => {
    const visible = atStart ? words.trimStart() : words;
    if (visible === '' || skipped !== undefined) return;
    parts.push(atStart ? '> '.repeat(Math.min(quoted, 8)) : '', visible);
    atStart = false;
  };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    write(decoded(html.slice(at, open === -1 ? html.length : open)).replace(/\s+/g, ' '));
    if (open === -1) break;
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open);
    if (close === -1) break;
    at = close + (comment ? 3 : 1);
    const { name, closing } = tagAt(html, open);
    if (skipped !== undefined) {
      if (closing && name === skipped) skipped = undefined;
      continue;
    }
    if (!closing && unread.has(name)) skipped = name;
    if (!block.test(name)) continue;
    if (!atStart || name === 'br') parts.push('\n');
    atStart = true;
    if (name === 'blockquote') quoted = Math.max(0, quoted + (closing ? -1 : 1));
  }
  return parts.join('').replace(/\n{3,}/g, '\n\n').trim();
}

function tagAt(html: string, open: number): { readonly name: string; readonly closing: boolean } {
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 40)) ?? [];
  return { name: name.toLowerCase(), closing: slash !== '' };
}

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,10}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(named, name.toLowerCase()) ? (named[name.toLowerCase()] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  });
