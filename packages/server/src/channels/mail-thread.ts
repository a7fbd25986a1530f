import { createHash } from 'node:crypto';

const plain = /^[A-Za-z0-9_-]$/;

/** An id in characters that message ids take everywhere. */
const written = (id: string): string => [...new TextEncoder().encode(id)].map((byte) => (plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0')}`)).join('');

/** The same for every repeat of a message, so that a mailbox that looks keeps it once. */
export function messageIdOf(key: string, request: string | undefined, domain: string): string {
  const print = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${print}${request === undefined ? '' : `.request.${written(request)}`}@${domain}>`;
}

/** What all mail about a request refers to, so that mail programs show it as one conversation. */
export const threadOf = (request: string, domain: string): string => `<request.${written(request)}@${domain}>`;
