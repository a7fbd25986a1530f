import type { Json, RequestEvent } from '@requestry/model';
import { Broken, expectThat } from './request-checks.js';

/** Where a command leaves its key, so that it can be told whether it was done, whatever the store remembers of keys. */
export type Evidence = 'event' | 'comment' | 'none';

/** Somebody's wish; the same key for every try. */
export interface Command {
  readonly name: string;
  readonly by: string;
  readonly key: string;
  readonly evidence: Evidence;
}

interface Entry {
  readonly command: Command;
  answer?: Json;
  refused?: string;
  /** Some try has had no answer: it may be carried out at any time. */
  unsure: boolean;
}

/** What people were told about their commands, against what was done. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #done = new Map<string, number>();

  begin(command: Command): void {
    if (!this.#entries.has(command.key)) this.#entries.set(command.key, { command, unsure: false });
  }

  /** An answer has come. A repeat gets the same one. */
  acknowledge({ key, name }: Command, answer: Json): void {
    const entry = this.#entry(key);
    expectThat(entry.answer === undefined || JSON.stringify(entry.answer) === JSON.stringify(answer), 'a repeat is answered alike', () => ({ name, first: entry.answer ?? null, again: answer }));
    entry.answer = answer;
    delete entry.refused;
  }

  refuse({ key, name }: Command, code: string): void {
    const entry = this.#entry(key);
    expectThat(entry.answer === undefined || entry.unsure, 'what was acknowledged is not refused later', () => ({ name, code, answer: entry.answer ?? null }));
    if (entry.answer === undefined) entry.refused = code;
  }

  lose({ key }: Command): void {
    this.#entry(key).unsure = true;
  }

  /** How often each command was answered how. */
  get answers(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { command, refused } of this.#entries.values()) {
      const answer = refused === undefined ? command.name : `${command.name} ${refused}`;
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
    return counts;
  }

  get acknowledged(): readonly Command[] {
    return [...this.#entries.values()].filter(({ answer }) => answer !== undefined).map(({ command }) => command);
  }

  /** What nobody knows about. */
  get open(): readonly Command[] {
    return [...this.#entries.values()].filter(({ answer, refused }) => answer === undefined && refused === undefined).map(({ command }) => command);
  }

  /** A key has shown up in what was done. */
  see(key: string): void {
    if (!this.#entries.has(key)) return;
    const count = (this.#done.get(key) ?? 0) + 1;
    this.#done.set(key, count);
    if (count > 1) throw new Broken('a command is carried out once', JSON.stringify(this.#entry(key).command));
  }

  /** What was acknowledged is there; what was refused is not. */
  close(): void {
    for (const { command, answer, refused, unsure } of this.#entries.values()) {
      if (command.evidence === 'none') continue;
      const done = this.#done.has(command.key);
      expectThat(answer === undefined || done, 'what was acknowledged is there', () => command);
      expectThat(refused === undefined || unsure || !done, 'what was refused has not been done', () => ({ ...command, refused }));
    }
  }

  #entry(key: string): Entry {
    const entry = this.#entries.get(key);
    if (!entry) throw new TypeError(`No command has the key ${key}`);
    return entry;
  }
}

/** The key in an event, in the one of the events of a command that is always there. */
export function keyIn({ type, facts }: RequestEvent): string | undefined {
  switch (type) {
    case 'request-submitted':
      return ((facts.data as { readonly note?: string } | undefined) ?? {}).note;
    case 'payments-added':
      return (facts.payments as readonly { readonly purpose?: string }[])[0]?.purpose;
    case 'usage-added':
      return (facts.lines as readonly { readonly note?: string }[])[0]?.note;
    case 'question-asked':
      return facts.question as string;
    case 'process-ended':
      return facts.reason as string | undefined;
    default:
      return leaving.has(type) ? (facts.comment as string | undefined) : undefined;
  }
}

const leaving: ReadonlySet<string> = new Set([
  'task-completed', 'question-answered', 'task-reassigned', 'task-delegated', 'performer-added', 'request-returned', 'step-postponed', 'step-resumed', 'process-suspended', 'process-resumed', 'process-migrated',
  'reservation-ended', 'payment-cancelled',
]);
