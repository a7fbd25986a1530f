import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** One mail as a server received it. */
export interface Received {
  readonly from: string;
  readonly to: string;
  readonly user?: string;
  readonly encrypted: boolean;
  /** Headers and body as they came, dots unstuffed. */
  readonly raw: string;
}

/** A mail server on this machine that speaks the few verbs of SMTP that a sender needs, and says what it is told to. */
export interface LocalSmtp {
  readonly port: number;
  readonly received: Received[];
  /** The answer to a verb instead of the usual one; `hang` answers nothing, `drop` ends the connection. */
  answer: (verb: string) => string | 'hang' | 'drop' | undefined;
  close(): Promise<void>;
}

export async function localSmtp({ secure, login }: { readonly secure?: SecureContext; readonly login?: { readonly user: string; readonly pass: string } } = {}): Promise<LocalSmtp> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const local: { answer: LocalSmtp['answer'] } = { answer: () => undefined };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, false);
  });

  function converse(socket: Socket, encrypted: boolean): void {
    let mail = { from: '', to: '' };
    let user: string | undefined;
    let data: string | undefined;
    let buffered = '';
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    if (!encrypted) say('220 local ESMTP');
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffered += chunk;
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        hear(line);
      }
    });

    function hear(line: string): void {
      if (data !== undefined && line !== '.') return void (data += `${line.startsWith('.') ? line.slice(1) : line}\r\n`);
      const verb = data === undefined ? (line.split(/[ :]/)[0] ?? '').toUpperCase() : 'END';
      const told = local.answer(verb);
      if (told === 'hang') return;
      if (told === 'drop') return void socket.destroy();
      if (told !== undefined) {
        data = undefined;
        return say(told);
      }
      switch (verb) {
        case 'EHLO':
          return say(['250-local', ...(secure && !encrypted ? ['250-STARTTLS'] : []), ...(login ? ['250-AUTH PLAIN'] : []), '250 8BITMIME'].join('\r\n'));
        case 'STARTTLS': {
          if (!secure) return say('502 what?');
          say('220 go on');
          socket.removeAllListeners('data');
          const inner = new TLSSocket(socket, { isServer: true, secureContext: secure });
          inner.on('error', () => undefined);
          return converse(inner, true);
        }
        case 'AUTH': {
          const [, name = '', pass = ''] = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString().split('\0');
          if (name !== login?.user || pass !== login.pass) return say(`535 ${name} with ${pass} is refused`);
          user = name;
          return say('235 welcome');
        }
        case 'MAIL':
          mail = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: '' };
          return say('250 ok');
        case 'RCPT':
          mail.to = /<(.*?)>/.exec(line)?.[1] ?? '';
          return say('250 ok');
        case 'DATA':
          data = '';
          return say('354 go on');
        case 'END':
          received.push({ ...mail, encrypted, raw: data ?? '', ...(user !== undefined ? { user } : {}) });
          data = undefined;
          return say('250 kept');
        case 'QUIT':
          say('221 bye');
          return void socket.end();
        default:
          return say('502 what?');
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(local, {
    port: (server.address() as AddressInfo).port,
    received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
