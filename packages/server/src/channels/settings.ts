import { readFile } from 'node:fs/promises';
import { RequestryError } from '@requestry/model';
import type { Channel } from '@requestry/runtime';
import { smtpChannel } from './smtp.js';
import { webhookChannel } from './webhook.js';

/** What `requestry serve` reads of channels, from a file of JSON or from the environment. A text `env:NAME` stands for that variable, so that a file holds no secrets. */
export interface ChannelSettings {
  /** Where people open the page; messages have no links without it. `REQUESTRY_PUBLIC_URL`. */
  readonly publicUrl?: string;
  readonly mail?: {
    /** `smtp://USER:PASSWORD@HOST:587` begins with STARTTLS, `smtps://…:465` is encrypted from the first byte. `REQUESTRY_SMTP_URL`. */
    readonly url: string;
    /** The sender: `requests@example.org` or `Requests <requests@example.org>`. `REQUESTRY_MAIL_FROM`. */
    readonly from: string;
    /** Where answers go. `REQUESTRY_MAIL_REPLY_TO`. */
    readonly replyTo?: string;
    /** True: without encryption, in a network of your own. */
    readonly plain?: boolean;
    /** PEM of the authority that signed the server's certificate. */
    readonly ca?: string;
  };
  readonly webhooks?: readonly {
    /** Default `webhook`. */
    readonly name?: string;
    /** `REQUESTRY_WEBHOOK_URL`. */
    readonly url: string;
    /** `REQUESTRY_WEBHOOK_SECRET`. */
    readonly secret: string;
    /** Hosts that may be reached; that of the address when absent. */
    readonly allow?: readonly string[];
    readonly allowPrivate?: boolean;
  }[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Channels and the page's address, of a file when one is named, else of the environment. Rejects with `INVALID` and what is wrong. */
export async function channelsFrom(env: Environment, file?: string): Promise<{ readonly channels: readonly Channel[]; readonly publicUrl?: string }> {
  const { publicUrl, mail, webhooks = [] } = file === undefined ? ofEnvironment(env) : filled(await readSettings(file), env);
  if (publicUrl !== undefined && !/^https?:\/\/[^\s#?]+$/.test(publicUrl)) throw new RequestryError('INVALID', `The public address must begin with https:// or http://, found "${publicUrl.slice(0, 80)}"`);
  return {
    channels: [...(mail ? [mailChannel(mail)] : []), ...webhooks.map(({ allow, ...webhook }) => webhookChannel({ ...webhook, allow: allow ?? [hostOf(webhook.url)] }))],
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}

function ofEnvironment(env: Environment): ChannelSettings {
  const { REQUESTRY_PUBLIC_URL: publicUrl, REQUESTRY_SMTP_URL: url, REQUESTRY_MAIL_FROM: from, REQUESTRY_MAIL_REPLY_TO: replyTo, REQUESTRY_WEBHOOK_URL: hook, REQUESTRY_WEBHOOK_SECRET: secret } = env;
  return {
    ...(publicUrl ? { publicUrl } : {}),
    ...(url ? { mail: { url, from: needed(from, 'REQUESTRY_MAIL_FROM'), ...(replyTo ? { replyTo } : {}) } } : {}),
    ...(hook ? { webhooks: [{ url: hook, secret: needed(secret, 'REQUESTRY_WEBHOOK_SECRET') }] } : {}),
  };
}

async function readSettings(file: string): Promise<ChannelSettings> {
  const wrong = (words: string, cause?: unknown): RequestryError => new RequestryError('INVALID', `${file}: ${words}`, { cause });
  const text = await readFile(file, 'utf8').catch((cause: unknown) => Promise.reject(wrong('the file cannot be read', cause)));
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (cause) {
    throw wrong('this is not JSON', cause);
  }
  check(settings, { publicUrl: 'string', mail: { url: 'string!', from: 'string!', replyTo: 'string', plain: 'boolean', ca: 'string' }, webhooks: [{ name: 'string', url: 'string!', secret: 'string!', allow: ['string!'], allowPrivate: 'boolean' }] }, '', wrong);
  return settings as ChannelSettings;
}

/** A sort of JSON value, `!` when it must be there; an object of them, or a list. */
type Shape = string | { readonly [name: string]: Shape } | readonly [Shape];

function check(value: unknown, shape: Shape, path: string, wrong: (words: string) => RequestryError): void {
  if (value === undefined && !(typeof shape === 'string' && shape.endsWith('!'))) return;
  if (typeof shape === 'string') {
    if (typeof value !== shape.replace('!', '')) throw wrong(`${path} must be a ${shape.replace('!', '')}`);
  } else if (Array.isArray(shape)) {
    if (!Array.isArray(value)) throw wrong(`${path} must be a list`);
    value.forEach((item, index) => check(item, (shape as readonly [Shape])[0], `${path}/${index}`, wrong));
  } else {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(`${path === '' ? 'the whole' : path} must be an object`);
    const known = shape as Readonly<Record<string, Shape>>;
    for (const name of Object.keys(value)) if (!Object.hasOwn(known, name)) throw wrong(`${path}/${name.slice(0, 50)} is not known`);
    for (const [name, inner] of Object.entries(known)) check((value as Readonly<Record<string, unknown>>)[name], inner, `${path}/${name}`, wrong);
  }
}

/** The settings with variables in the place of their names. */
function filled<T>(value: T, env: Environment): T {
  if (typeof value === 'string') return (value.startsWith('env:') ? needed(env[value.slice(4)], value.slice(4)) : value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, env)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner as unknown, env)])) as T;
}

function needed(value: string | undefined, name: string): string {
  if (value) return value;
  throw new RequestryError('INVALID', `The variable ${name} is not set`);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

function mailChannel({ url: text, from, replyTo, plain = false, ca }: NonNullable<ChannelSettings['mail']>): Channel {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw new RequestryError('INVALID', 'The mail server must be given as smtp://USER:PASSWORD@HOST:PORT or smtps://…');
  const [, fromName, address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return smtpChannel({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    security: url.protocol === 'smtps:' ? 'tls' : plain ? 'none' : 'starttls',
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    from: address.trim(),
    ...(fromName ? { fromName } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(ca === undefined ? {} : { ca }),
  });
}
