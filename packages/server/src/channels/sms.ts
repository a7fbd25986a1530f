import type { LocalizedText } from '@requestry/model';
import { ChannelError, type Channel } from '@requestry/runtime';

/** A sender of short messages: an operator, an aggregator, a messenger. Few lines over its interface; what it throws is tried again. */
export interface SmsGateway {
  /** Sends one text. `key` is the same for every repeat. */
  send(sms: { readonly to: string; readonly text: string; readonly key: string }, options: { readonly signal: AbortSignal }): Promise<void>;
}

export interface SmsOptions {
  /** Characters of a text at most. Default 160. */
  readonly longest?: number;
  /** Reaches only those who switch it on. Default true: each message is paid for. */
  readonly optIn?: boolean;
  /** Default `sms`. */
  readonly name?: string;
  readonly title?: LocalizedText;
}

/** Short messages to people's phone numbers, one line each with the link at its end. Numbers are given to the gateway as `+79991234567`. */
export function smsChannel(gateway: SmsGateway, { longest = 160, optIn = true, name = 'sms', title = 'SMS' }: SmsOptions = {}): Channel {
  return {
    name,
    title,
    address: 'phone',
    longest,
    optIn,
    deliver: async ({ key, address = '', brief }, { signal }) => {
      const to = address.replace(/[\s().-]/g, '');
      if (!/^\+?\d{3,15}$/.test(to)) throw new ChannelError('sms.number', 'The person’s phone number is none', { permanent: true });
      await gateway.send({ to, text: brief, key }, { signal });
    },
  };
}
