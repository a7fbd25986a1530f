import { createHmac, timingSafeEqual } from 'node:crypto';
import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RequestryError, type LocalizedText } from '@requestry/model';
import { ChannelError, type Channel, type FollowUpReceiver, type Message } from '@requestry/runtime';
import { isPublicAddress } from './public-address.js';

export interface WebhookOptions {
  /** Where messages are posted. Plain `http:` only when private addresses are allowed. */
  readonly url: string;
  /** What signatures are made with: 24 characters or more, or `whsec_` and base64. */
  readonly secret: string;
  /** Hosts that may be reached: names, or `*.example.org` for all below one. The host of `url` has to be among them. */
  readonly allow: readonly string[];
  /** Also hosts of the network at home: loopback, link-local, private ranges. Default: never. */
  readonly allowPrivate?: boolean;
  /** Milliseconds until an answer is given up. Default 10 000. */
  readonly timeout?: number;
  /** Default `webhook`. */
  readonly name?: string;
  readonly title?: LocalizedText;
  /** Epoch milliseconds; the system's clock when absent. */
  readonly clock?: () => number;
  /** Finds the addresses of a host; the system's when absent. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

/** Bytes of a body at most, ours and the part of an answer that is waited for. */
const longestBody = 256 * 1024;
const longestAnswer = 64 * 1024;

/**
 * Posts each message as JSON to another system, which knows people by their ids. Signed as Standard Webhooks has it: `webhook-id` (also
 * `idempotency-key`), `webhook-timestamp`, `webhook-signature`; `verifyWebhook` checks them. 2xx is delivered; redirects are not followed.
 * Addresses are looked at after the name was resolved, and just those are connected to. Throws `INVALID` for options that cannot work.
 */
export function webhookChannel(options: WebhookOptions): Channel {
  const url = checkedUrl(options);
  const key = keyOf(options.secret);
  const { name = 'webhook', clock = Date.now } = options;
  return {
    name,
    ...(options.title === undefined ? {} : { title: options.title }),
    deliver: async (message, { signal }) => {
      const body = bodyOf(message);
      if (Buffer.byteLength(body) > longestBody) throw new ChannelError('webhook.size', `The message is over ${longestBody} bytes`, { permanent: true });
      await postTo(url, body, signatures(key, message.key, clock, body), options, signal);
    },
  };
}

/**
 * Posts what follows decisions to another system, signed in the same way: `createRuntime({ followUps: webhookFollowUps(…) })`. The type is `follow-up`; what is
 * not answered with 2xx is posted again under the same id.
 */
export function webhookFollowUps(options: Omit<WebhookOptions, 'name' | 'title'>): FollowUpReceiver {
  const url = checkedUrl(options);
  const key = keyOf(options.secret);
  const { clock = Date.now } = options;
  return async (message, signal) => {
    const body = JSON.stringify({ type: 'follow-up', timestamp: message.decision.at, data: message });
    if (Buffer.byteLength(body) > longestBody) throw new ChannelError('webhook.size', `The message is over ${longestBody} bytes`, { permanent: true });
    await postTo(url, body, signatures(key, message.key, clock, body), options, signal);
  };
}

function signatures(key: Buffer, id: string, clock: () => number, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(clock() / 1000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signatureOf(key, id, timestamp, body)}` };
}

/** What is posted: the message without addresses. */
function bodyOf({ key, to, locale, event, group, request, title, by, at, subject, brief, text, parts }: Message): string {
  return JSON.stringify({ type: event, timestamp: at, data: { key, to, locale, event, group, request, title, by, at, subject, brief, text, link: parts[0]?.link?.url } });
}

function checkedUrl({ url: text, allow, allowPrivate = false }: WebhookOptions): URL {
  const wrong = (words: string): RequestryError => new RequestryError('INVALID', `The webhook's address ${words}`);
  if (!URL.canParse(text)) throw wrong('cannot be read');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate)) throw wrong('must begin with https:');
  if (url.username !== '' || url.password !== '') throw wrong('must not hold an account');
  if (!allow.some((host) => suits(url.hostname, host))) throw wrong(`leads to ${url.hostname}, which is not allowed`);
  return url;
}

function suits(host: string, allowed: string): boolean {
  const wanted = allowed.toLowerCase();
  return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) && host.length > wanted.length - 1 : host === wanted;
}

function keyOf(secret: string): Buffer {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  if (key.length >= 24) return key;
  throw new RequestryError('INVALID', 'The secret of a webhook must have 24 bytes or more');
}

const signatureOf = (key: Buffer, id: string, timestamp: string, body: string): string => createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');

async function postTo(url: URL, body: string, signed: Readonly<Record<string, string>>, options: WebhookOptions, signal: AbortSignal): Promise<void> {
  const { timeout = 10_000, allowPrivate = false } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !allowPrivate && !isPublicAddress(host)) throw refused();
  const until = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  const headers = { ...signed, 'idempotency-key': signed['webhook-id'], 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Requestry' };
  const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
  await new Promise<void>((resolve, reject) => {
    const sent = ask(url, { method: 'POST', headers, signal: until, agent: false, lookup: lookupWithin(options, allowPrivate) });
    sent.on('error', (error) => reject(wordsFor(error, until)));
    sent.on('response', (response) => read(response).then(() => resolve(answerOf(response)), (error: unknown) => reject(wordsFor(error, until))).catch(reject));
    sent.end(body);
  });
}

/** Nothing of an answer is used but its status; a long one is cut off. */
async function read(response: IncomingMessage): Promise<void> {
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestAnswer) break;
  }
}

function answerOf({ statusCode = 0 }: IncomingMessage): void {
  if (statusCode >= 200 && statusCode < 300) return;
  if (statusCode >= 300 && statusCode < 400) throw new ChannelError('webhook.redirect', `The receiver answered ${statusCode}; redirects are not followed`);
  throw new ChannelError('webhook.status', `The receiver answered ${statusCode}`);
}

const refused = (): ChannelError => new ChannelError('webhook.private', 'The receiver is at a private address, which is not allowed', { permanent: true });

const systemLookup = (host: string): Promise<readonly LookupAddress[]> => new Promise((resolve, reject) => lookup(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found))));

/** Connects to just the addresses that were looked at, so that a name cannot mean another one a moment later. */
function lookupWithin({ resolve = systemLookup }: WebhookOptions, allowPrivate: boolean): LookupFunction {
  return (host, { all }, answer) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first) return answer(new ChannelError('webhook.host', 'The receiver’s name has no address'), '');
        if (!allowPrivate && found.some(({ address }) => !isPublicAddress(address))) return answer(refused(), '');
        return all ? answer(null, [...found]) : answer(null, first.address, first.family);
      },
      (error: unknown) => answer(error as Error, ''),
    );
  };
}

function wordsFor(error: unknown, until: AbortSignal): ChannelError {
  if (error instanceof ChannelError) return error;
  if (until.aborted) return new ChannelError('webhook.timeout', 'The receiver did not answer in time', { cause: error });
  const { code } = error as { readonly code?: unknown };
  return new ChannelError(`webhook.${typeof code === 'string' ? code : 'failed'}`, 'The receiver could not be reached', { cause: error });
}

/** What a receiver checks: that the body is ours and, within `tolerance` milliseconds (default five minutes), of now. */
export function verifyWebhook({ secret, headers, body, now = Date.now(), tolerance = 300_000 }: { readonly secret: string; readonly headers: Headers; readonly body: string; readonly now?: number; readonly tolerance?: number }): boolean {
  const [id = '', timestamp = '', signatures = ''] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers.get(name) ?? '');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > tolerance) return false;
  const wanted = Buffer.from(signatureOf(keyOf(secret), id, timestamp, body));
  return signatures.split(' ').some((text) => {
    const given = Buffer.from(text.startsWith('v1,') ? text.slice(3) : '');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
