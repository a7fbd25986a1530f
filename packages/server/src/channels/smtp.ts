import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { RequestryError } from '@requestry/model';
import { ChannelError, type Channel, type Message } from '@requestry/runtime';
import { isWebAddress, mailHtml } from './mail-text.js';
import { messageIdOf, threadOf } from './mail-thread.js';

export interface SmtpOptions {
  readonly host: string;
  /** Default 465 with `tls`, else 587. */
  readonly port?: number;
  /** `tls` from the first byte, `starttls` before anything is told (the default), or `none` in a network of your own. There is no falling back. */
  readonly security?: 'tls' | 'starttls' | 'none';
  /** PEM of the authority that signed the server's certificate, when the system does not know it. */
  readonly ca?: string;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Address of the sender; its domain is that of the message ids. */
  readonly from: string;
  readonly fromName?: string;
  /** Where answers go, when not to the sender. */
  readonly replyTo?: string;
  /** Milliseconds of silence after which a connection is given up. Default 10 000. */
  readonly silence?: number;
  /** Default `mail`. */
  readonly name?: string;
}

/**
 * Mail by SMTP, to people's e-mail addresses: text and plain HTML, one connection for each message. All mail about a request refers to one id, so
 * that mail programs show one thread; answers find their request by the letter's own id. Throws `INVALID` for a sender that is no address.
 */
export function smtpChannel(options: SmtpOptions): Channel {
  const { from, replyTo } = options;
  for (const address of [from, ...(replyTo === undefined ? [] : [replyTo])]) if (!isAddress(address)) throw new RequestryError('INVALID', `The sender must be an e-mail address, found "${address.slice(0, 80)}"`);
  return {
    name: options.name ?? 'mail',
    title: { ru: 'Почта', en: 'Mail' },
    address: 'email',
    deliver: async (message, { signal }) => {
      const { address: to = '' } = message;
      if (!isAddress(to)) throw new ChannelError('smtp.address', 'The person’s e-mail address is none', { permanent: true });
      signal.throwIfAborted();
      const raw = await new MailComposer(mailOf(message, to, options)).compile().build();
      await send(raw, { from, to }, options, signal);
    },
  };
}

const atom = String.raw`[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]`;
const addressPattern = new RegExp(String.raw`^${atom}{1,64}@(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62})*$`, 'u');

/** One plain address, with nothing that a mail server might take for more. */
export const isAddress = (text: string): boolean => addressPattern.test(text) && !/^\.|\.\.|\.@/.test(text);

function mailOf(message: Message, to: string, { from, fromName = 'Requestry', replyTo }: SmtpOptions) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const { request, foot } = message;
  const thread = request === undefined ? {} : { references: threadOf(request, domain), inReplyTo: threadOf(request, domain) };
  return {
    from: { name: fromName, address: from },
    to: { name: message.name, address: to },
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: message.subject,
    text: message.text,
    html: mailHtml(message),
    date: new Date(message.at),
    messageId: isMessageId(message.letterId) ? message.letterId : messageIdOf(message.key, request, domain),
    ...thread,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': message.locale,
      ...(foot.link && isWebAddress(foot.link.url) ? { 'List-Unsubscribe': `<${foot.link.url}>` } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const isMessageId = (text: string | undefined): text is string => text !== undefined && /^<[^<>@\s]{1,200}@[\w.-]{1,200}>$/.test(text);

/** Hands a message to the server. The connection ends with it, or with the signal. */
async function send(raw: Buffer, envelope: { readonly from: string; readonly to: string }, options: SmtpOptions, signal: AbortSignal): Promise<void> {
  const { security = 'starttls', silence = 10_000, auth } = options;
  const connection = new SMTPConnection({
    host: options.host,
    port: options.port ?? (security === 'tls' ? 465 : 587),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: silence,
    greetingTimeout: silence,
    socketTimeout: silence,
    dnsTimeout: silence,
    ...(options.ca === undefined ? {} : { tls: { ca: options.ca } }),
  });
  const failed = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new ChannelError('smtp.ended', 'The mail server ended the connection')));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  failed.catch(() => undefined);
  try {
    await Promise.race([failed, conversation(connection, raw, envelope, auth)]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw wordsFor(error, auth);
  }
}

async function conversation(connection: SMTPConnection, raw: Buffer, envelope: { readonly from: string; readonly to: string }, auth: SmtpOptions['auth']): Promise<void> {
  await asked((done) => connection.connect(done));
  if (auth) await asked((done) => connection.login({ user: auth.user, pass: auth.pass }, done));
  await asked((done) => connection.send({ from: envelope.from, to: [envelope.to] }, raw, done));
}

const asked = (ask: (done: (error?: Error | null) => void) => void): Promise<void> => new Promise((resolve, reject) => ask((error) => (error ? reject(error) : resolve())));

/** What the server said, in words that may be kept: never the account that it may repeat. */
function wordsFor(error: unknown, auth: SmtpOptions['auth']): unknown {
  if (error instanceof ChannelError || (error instanceof Error && error.name === 'AbortError')) return error;
  const { code, responseCode, response } = error as { readonly code?: unknown; readonly responseCode?: unknown; readonly response?: unknown };
  const name = `smtp.${typeof code === 'string' ? code : 'failed'}`;
  if (typeof responseCode !== 'number') return new ChannelError(name, error instanceof Error ? error.message : 'The mail server could not be reached', { cause: error });
  const [said = ''] = typeof response === 'string' && code !== 'EAUTH' ? response.split('\n') : [String(responseCode)];
  const words = [auth?.pass, auth?.user].reduce<string>((text, secret) => (secret ? text.replaceAll(secret, '…') : text), said);
  return new ChannelError(name, `The mail server answered ${words}`, { cause: error });
}
