import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { may, RequestryError, type Received, type Source } from '@requestry/model';
import type { Context } from '../context.js';
import { read } from '../store.js';

/** Bounds on a secret, characters. */
export const secretLength = { least: 24, most: 200 };

/** What is kept of a secret: its SHA-256 in hexadecimal digits. Secrets are long and random, so that nothing slower is needed. */
export const secretHash = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));

/** Signature of a body: HMAC-SHA-256 whose key is the hash of the secret, as text. */
export const signatureOf = (hash: string, body: string): string => `sha256=${bytesToHex(hmac(sha256, utf8ToBytes(hash), utf8ToBytes(body)))}`;

/** Rejects with `FORBIDDEN` unless visitors may send, or the sender knows the secret of the source. A wrong secret is refused in any case. */
export async function mustSendIn(context: Context, source: Source, { secret, signed }: Pick<Received, 'secret' | 'signed'>, trusted: boolean): Promise<void> {
  const shown = secret !== undefined || signed !== undefined;
  const proven = trusted || (shown && (await knowsSecret(context, source, secret, signed)));
  const permission = shown && !proven ? { allowed: false, reason: { code: 'may.secret-needed' } } : may(context.actor, { action: 'send-in', source, proven }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `Source "${source.id}" does not take this`, { params: { reason: permission.reason?.code } });
}

async function knowsSecret(context: Context, source: Source, secret: string | undefined, signed: Received['signed']): Promise<boolean> {
  const kept = source.secured ? (await read(context.store, 'source-secrets', source.id))?.body.hash : undefined;
  if (kept === undefined) return false;
  if (signed !== undefined) return equal(signatureOf(kept, signed.body), signed.signature.trim().toLowerCase());
  return secret !== undefined && secret.length <= secretLength.most && equal(kept, secretHash(secret));
}

/** Takes as long for texts that differ at once as for those that differ late. */
function equal(one: string, other: string): boolean {
  let different = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) different |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  return different === 0;
}
