const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Letters of the time. */
export const timeLetters = 9;

/** An id of 20 characters: 9 of time, so that ids sort by creation, 11 (55 bits) random. */
export function newId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(11));
  return sortableTime(now) + [...random].map((byte) => alphabet[byte % 32]).join('');
}

/** A moment as nine characters that sort like it. */
export function sortableTime(moment: number): string {
  let time = '';
  for (let rest = Math.max(0, moment), i = 0; i < timeLetters; i += 1, rest = Math.floor(rest / 32)) time = (alphabet[rest % 32] ?? '0') + time;
  return time;
}
