import { RequestryError, type EventGroup, type Locale, type LocalizedText, type PersonId } from '@requestry/model';

/** A way to reach people outside: mail, messenger, another system. May be called again with the same key after a failure or when nobody knows how a call ended. */
export interface Channel {
  /** Small letters, digits and hyphens; people's choices and waiting messages are kept under it. */
  readonly name: string;
  /** What people read where they choose; the name when absent. */
  readonly title?: LocalizedText;
  /** What it needs of a person; whoever has none gets nothing by it. Absent: it knows people by their ids. */
  readonly address?: 'email' | 'phone';
  /** Characters of a text at most; longer ones are cut. Default 20 000. */
  readonly longest?: number;
  /** Reaches only those who switch it on. Default: everybody who does not switch it off. */
  readonly optIn?: boolean;
  /** Delivers one message. What it throws is a failure, tried again later. `signal` ends when it has taken too long; what comes afterwards counts for nothing. */
  deliver(message: Message, options: { readonly signal: AbortSignal }): Promise<void>;
  /** Lets go of connections. */
  close?(): Promise<void>;
}

/** What one person is told. Only what they may see, in their language and time zone. */
export interface Message {
  /** The same for every repeat: by it the receiver makes the delivery once. */
  readonly key: string;
  readonly to: PersonId;
  readonly name: string;
  /** The e-mail address or number, for channels that need one. */
  readonly address?: string;
  readonly locale: Locale;
  /** What happened; `digest` for several things at once. */
  readonly event: string;
  readonly group?: EventGroup;
  /** The request it is about; absent in a digest. */
  readonly request?: string;
  /** Number and title of the request, or what the digest is called. */
  readonly title: string;
  /** Who did it. */
  readonly by?: PersonId;
  /** `Message-ID` for a letter whose answers come back to the request, in angle brackets. Different for every letter. */
  readonly letterId?: string;
  /** When it happened, ISO. */
  readonly at: string;
  readonly subject: string;
  /** One line with everything that matters, the link at its end. */
  readonly brief: string;
  /** All of it, line by line. */
  readonly text: string;
  /** The same in parts, for channels that lay it out. */
  readonly parts: readonly MessagePart[];
  /** The last lines: why it comes, and where that is chosen. */
  readonly foot: { readonly text: string; readonly link?: { readonly title: string; readonly url: string } };
}

/** What is said of one request. Plain texts, never markup. */
export interface MessagePart {
  readonly heading: string;
  readonly lines: readonly { readonly label?: string; readonly text: string }[];
  /** Somebody's own words. */
  readonly quote?: string;
  readonly link?: { readonly title: string; readonly url: string };
}

/** A failure whose words may be kept and shown: no addresses, no secrets. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  /** A stable name, such as `channel.refused`. */
  readonly code: string;
  /** Trying again cannot help: it is given up at once. */
  readonly permanent: boolean;

  constructor(code: string, message: string, { permanent = false, cause }: { readonly permanent?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.code = code;
    this.permanent = permanent;
  }
}

/** Throws `INVALID` for channels that cannot be told apart, or whose names could not be kept. */
export function checkChannels(channels: readonly Channel[]): void {
  for (const [index, { name }] of channels.entries()) {
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(name)) throw new RequestryError('INVALID', `A channel is named by 1 to 32 small letters, digits and hyphens, found "${name.slice(0, 50)}"`);
    if (channels.findIndex((other) => other.name === name) !== index) throw new RequestryError('INVALID', `Two channels are named "${name}"`);
  }
}
