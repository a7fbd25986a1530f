const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-](\d\d):(\d\d))?$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Seconds and zone may be left out, as time inputs of browsers do. */
function isTime(text: string): boolean {
  const found = TIME.exec(text);
  if (!found) return false;
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  if (Number(found[5] ?? 0) > 23 || Number(found[6] ?? 0) > 59) return false;
  if (hours > 23 || minutes > 59) return false;
  return seconds < 60 || (seconds === 60 && isLeapSecond(hours, minutes, found));
}

function isLeapSecond(hours: number, minutes: number, found: RegExpExecArray): boolean {
  if (found[4] === undefined) return false;
  const offset = (Number(found[5] ?? 0) * 60 + Number(found[6] ?? 0)) * (found[4].startsWith('-') ? -1 : 1);
  return (hours * 60 + minutes - offset + 2880) % 1440 === 1439;
}

function isDateTime(text: string): boolean {
  return /^[Tt ]$/.test(text[10] ?? '') && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > 254) return false;
  return text.slice(0, at).split('.').every((part) => LOCAL_PART.test(part)) && isHost(text.slice(at + 1));
}

const isHost = (text: string): boolean => text.length <= 253 && text.split('.').every((label) => LABEL.test(label));

/** Schemes that run code when opened are refused: the value ends up in a link. */
function isUri(text: string): boolean {
  if (text.length > 2048 || /[\s\\<>"{}|^`]/.test(text) || !/^[a-z][a-z0-9+.-]*:./i.test(text) || /%(?![0-9a-f]{2})/i.test(text)) return false;
  return !/^(javascript|vbscript|data):/i.test(text) && URL.canParse(text);
}

/** Formats that are checked. A format not listed here is an annotation. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  email: isEmail,
  uri: isUri,
  uuid: (text) => UUID.test(text),
};
