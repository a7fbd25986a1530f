/** Numbers for what is searched: an index of them is half as large as one of texts, and twice as quick. */

/** The terms of tokens in the collection of a tenant, each once, as signed numbers of 64 bits in digits. */
export function termsOf(tenant: string, collection: string, tokens: readonly string[]): readonly string[] {
  const place = JSON.stringify([tenant, collection]);
  return [...new Set(tokens.map((token) => termOf(place + token)))];
}

/**
 * 64 bits of a text as a signed number in digits: two halves of 32 bits, each multiplied on with every letter and mixed in the end as MurmurHash3 does (`fmix32`,
 * public domain). That two of a million texts share a number has a chance of one in thirty million; a search for one would then find documents of its
 * collection that have the other.
 */
function termOf(text: string): string {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 15;
    low = Math.imul(low ^ code, 0xc2b2ae35);
    low ^= low >>> 13;
  }
  return BigInt.asIntN(64, (BigInt(mixed(high) >>> 0) << 32n) | BigInt(mixed(low) >>> 0)).toString();
}

function mixed(half: number): number {
  let bits = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
