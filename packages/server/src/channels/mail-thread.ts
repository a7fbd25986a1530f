import { createHash } from 'node:crypto';

const plain = /^[A-Za-z0-9_-]$/;

/** An id in characters that message ids take everywhere. */
const written = (id: string): string => [...new TextEncoder().encode(id)].map((byte) => (plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0')}`)).join('');

function readId(text: string): string {
  const bytes = [...text.matchAll(/=([0-9a-f]{2})|(.)/g)].map(([, hex, character = '']) => (hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The same for every repeat of a message, so that a mailbox that looks keeps it once. */
export function messageIdOf(key: string, request: string | undefined, domain: string): string {
  const print = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${print}${request === undefined ? '' : `.request.${written(request)}`}@${domain}>`;
}

/** What all mail about a request refers to, so that mail programs show it as one conversation. */
export const threadOf = (request: string, domain: string): string => `<request.${written(request)}@${domain}>`;

/** The request that an answer is about, from its `In-Reply-To` and `References`; nothing when they name none of this domain. */
export function requestOfReply(references: string, domain: string): string | undefined {
  for (const [, id = '', at = ''] of references.matchAll(/<(?:[0-9a-f]{32}\.)?request\.([A-Za-z0-9_=-]{1,300})@([^<>\s]{1,255})>/g)) {
    if (at.toLowerCase() === domain.toLowerCase()) return readId(id);
  }
  return undefined;
}
