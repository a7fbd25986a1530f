/** Lines with which mail programs introduce what is answered, Russian and English. */
const introductions: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:original message|forwarded message|исходное сообщение|пересылаемое сообщение|пересланное сообщение)\b.*$/i,
  /^\s*-{2,}\s*(?:исходное сообщение|пересылаемое сообщение|пересланное сообщение)/i,
  /^\s*_{10,}\s*$/,
  /^\s*on\b.{0,300}\bwrote:\s*$/i,
  /^.{0,300}<[^<>\s]{3,254}@[^<>\s]{1,254}>.{0,40}(?:wrote|пишет|писал|писала|написал|написала|написал\(а\))?\s*:\s*$/i,
  /^\s*(?:\p{L}{2,12},?\s+)?\d{1,2}[.\s/-].{0,200}(?:пишет|писал|писала|написал|написала|написал\(а\)|wrote)\s*:\s*$/iu,
];
/** Headers at the top of a quoted letter. */
const header = /^\s*\*?(?:from|sent|to|subject|date|cc|от|от кого|кому|дата|отправлено|тема|копия)\*?\s*:\s*\S/i;
const signature = /^-- ?$/;

/** What the sender wrote: without what was answered and the signature below. The whole text when nothing else is left of it. */
export function ownWords(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => line.length <= 1_000 && (signature.test(line) || introduces(lines, index)));
  const kept = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !/^\s{0,3}>/.test(line));
  const own = tidy(kept);
  return own === '' ? tidy(lines) : own;
}

const tidy = (lines: readonly string[]): string => lines.map((line) => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim();

/** The introduction may be broken over two lines. */
function introduces(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (introductions.some((pattern) => pattern.test(line))) return true;
  const next = lines[index + 1] ?? '';
  if (header.test(line) && [1, 2, 3].filter((ahead) => header.test(lines[index + ahead] ?? '')).length >= 2) return true;
  return /^\s*(?:on\b|\d{1,2}[.\s])/i.test(line) && next.length <= 500 && introductions.slice(3).some((pattern) => pattern.test(`${line} ${next}`));
}
