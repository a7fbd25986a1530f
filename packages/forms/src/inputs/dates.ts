const pad = (value: number): string => String(value).padStart(2, '0');

/** `2026-03-14` when the parts are a real day. */
function isoDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` : undefined;
}

/** A day as people write it (`14.03.2026`, `14/3/26`, `14 03`, `2026-03-14`), ISO. The text itself when it is none, undefined when empty. */
export function readDay(text: string, today: Date = new Date()): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? trimmed;
  const found = /^(\d{1,2})[./\s-](\d{1,2})(?:[./\s-](\d{2}|\d{4}))?\.?$/.exec(trimmed);
  if (!found) return trimmed;
  const year = found[3] === undefined ? today.getFullYear() : found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]);
  return isoDay(year, Number(found[2]), Number(found[1])) ?? trimmed;
}

/** `14.03.2026` from ISO; other text as it is. */
export function showDay(value: unknown): string {
  if (typeof value !== 'string') return '';
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  return iso ? `${iso[3]}.${iso[2]}.${iso[1]}` : value;
}

/** `09:05` from `9:5`, `905`, `9`. The text itself when it is no time, undefined when empty. */
export function readTime(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const found = /^(\d{1,2})(?:[:.\s-](\d{1,2})|(\d{2}))?$/.exec(trimmed);
  if (!found) return trimmed;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? found[3] ?? 0);
  return hours < 24 && minutes < 60 ? `${pad(hours)}:${pad(minutes)}` : trimmed;
}

/** Day and time of a moment on the browser's clock. What is no moment comes back as the day. */
export function splitMoment(value: unknown): { day: string; time: string } {
  if (typeof value !== 'string' || value === '') return { day: '', time: '' };
  const at = new Date(value);
  if (Number.isNaN(at.getTime()) || !value.includes('T')) return splitText(value);
  return { day: `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`, time: `${pad(at.getHours())}:${pad(at.getMinutes())}` };
}

function splitText(value: string): { day: string; time: string } {
  const [day = '', time = ''] = value.split('T');
  return { day, time };
}

/** A moment with the browser's offset from UTC. While a part is missing or wrong, both as text, so that the check can name it. */
export function joinMoment(day: string, time: string): string | undefined {
  if (day === '' && time === '') return undefined;
  const at = new Date(`${day}T${time || '00:00'}`);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return time === '' ? day : `${day}T${time}`;
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  return `${day}T${time || '00:00'}:00${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
}
