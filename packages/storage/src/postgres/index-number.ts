import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { storedName } from '../names.js';

/** Numbers kept at hand at once. */
const mostKnown = 10_000;
const known = new Map<string, string>();

/**
 * The number that stands for an index of a tenant in `rows`, as digits: the first 64 bits of a SHA-256, signed. Nobody can choose names whose numbers meet those
 * of somebody else. The server makes the same ones (`indexNumberSql`).
 */
export function indexNumber(tenant: string, name: string): string {
  const text = `${storedName(tenant)}\n${storedName(name)}`;
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const number = new DataView(sha256(utf8ToBytes(text)).buffer).getBigInt64(0).toString();
  known.set(text, number);
  return number;
}

/** The same of two expressions for stored names. */
export const indexNumberSql = (tenant: string, name: string): string => `('x' || encode(substr(sha256(convert_to(${tenant} || chr(10) || ${name}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint`;
