import { ChannelError } from './channel.js';

/** Why an attempt failed, as it may be kept. */
export interface Failure {
  readonly code: string;
  readonly text: string;
  readonly permanent: boolean;
}

const longest = 300;

/** Anything that a channel may throw, in words without addresses and secrets. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof ChannelError) return { code: thrown.code.slice(0, 60), text: withoutSecrets(thrown.message), permanent: thrown.permanent };
  const { code, message } = typeof thrown === 'object' && thrown !== null ? (thrown as { readonly code?: unknown; readonly message?: unknown }) : {};
  return {
    code: typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : 'channel.failed',
    text: withoutSecrets(typeof message === 'string' ? message : typeof thrown === 'string' ? thrown : 'No reason was given'),
    permanent: false,
  };
}

/** Leaves hosts of addresses, and takes out what looks like an account, a person's address, a number or a key. */
function withoutSecrets(text: string): string {
  return text
    .slice(0, 4 * longest)
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#@]*@)?([^\s/?#@]*)[^\s]*/gi, '$1$2')
    .replace(/[^\s<>"'@]+@([\w.-]+)/g, '…@$1')
    .replace(/\b(bearer|basic)\s+\S+/gi, '$1 …')
    .replace(/\b(password|passwd|secret|token|api[-_]?key|authorization)\b(["']?\s*[:=]?\s*["']?)\S+/gi, '$1$2…')
    .replace(/\+?\d[\d\s()-]{8,}\d/g, '…')
    .replace(/[A-Za-z0-9_+/=-]{24,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
}
