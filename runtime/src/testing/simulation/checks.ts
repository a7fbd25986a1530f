import { checkParents, checkStock } from './belongings-checks.js';
import { checkFiles, checkFilesAtRest } from './file-checks.js';
import type { CompiledRoute } from '../../process/index.js';
import { keyIn, type Ledger } from './ledger.js';
import type { Mirror } from './mirror.js';
import { expectThat, RequestChecks } from './request-checks.js';
import type { Scenery } from './scenery.js';

/** What has to hold at every moment, and what when everything is at rest. */
export class Checks {
  /** Keys of the messages that have left the house. */
  readonly delivered = new Set<string>();
  /** Hashes of all bytes that were sent whole. */
  readonly kept = new Set<string>();
  /** Documents written so far, those of kept files left out: a file is brought again with each try, under no key. */
  written = 0;
  readonly #mirror: Mirror;
  readonly #ledger: Ledger;
  readonly #requests: RequestChecks;
  readonly #numbers = new Map<string, string>();
  #comments = 0;

  constructor(mirror: Mirror, ledger: Ledger, scenery: Scenery) {
    this.#mirror = mirror;
    this.#ledger = ledger;
    this.#requests = new RequestChecks((hash): CompiledRoute | undefined => scenery.routes.get(hash));
  }

  async afterStep(): Promise<void> {
    const { touched, changes, files } = await this.#mirror.catchUp();
    if (changes === 0) return;
    this.written += changes - files;
    for (const request of touched) {
      for (const event of this.#requests.check(request)) {
        const key = keyIn(event);
        if (key !== undefined) this.#ledger.see(key);
      }
      checkParents(request, this.#mirror);
      const number = request.doc?.body.request.number;
      if (number !== undefined) this.#number(number, request.id);
    }
    this.#countNumbers();
    checkStock(this.#mirror);
    for (const comment of [...this.#mirror.comments.values()].slice(this.#comments)) this.#ledger.see(comment.body);
    await checkFiles(this.#mirror, touched);
    this.#comments = this.#mirror.comments.size;
  }

  #number(number: string, request: string): void {
    const holder = this.#numbers.get(number);
    expectThat(holder === undefined || holder === request, 'a number is given once', () => [number, holder ?? '', request]);
    this.#numbers.set(number, request);
  }

  /** Whoever was let go before a message left is not told what was said. */
  #sees(request: string, person: string): boolean {
    const { initiator, participants = [], invited = [] } = this.#mirror.requests.get(request)?.doc?.body.request ?? {};
    return [initiator, ...participants, ...invited.map((each) => each.person)].includes(person);
  }

  /** As many numbers as the counters say, without a gap. */
  #countNumbers(): void {
    for (const [counter, last] of this.#mirror.counters) {
      const prefix = counter.replace(':', '-');
      for (let n = 1; n <= last; n += 1) expectThat(this.#numbers.has(`${prefix}-${String(n).padStart(3, '0')}`), 'numbers have no gaps', () => [counter, last, n]);
    }
    const given = [...this.#mirror.counters.values()].reduce((sum, last) => sum + last, 0);
    expectThat(given === this.#numbers.size, 'every number is counted', () => [given, ...this.#numbers.keys()]);
  }

  /** What is due is done, and everybody has been told. */
  async atRest(now: number): Promise<void> {
    await checkFilesAtRest(this.#mirror, this.kept);
    for (const request of this.#mirror.requests.values()) {
      const due = [...request.timers.values()].filter(({ at }) => Date.parse(at) <= now - atRestAfter);
      expectThat(due.length === 0, 'timers that are due have fired', () => due);
    }
    for (const [id, message] of this.#mirror.sent) {
      expectThat(this.#mirror.requests.has(message.request), 'no message without its request', () => message);
      const takenBack = message.comment !== undefined && this.#mirror.comments.get(message.comment)?.deleted !== undefined;
      if (this.#mirror.outbox.has(id) || takenBack) continue;
      for (const [index, { to }] of message.effects.entries()) {
        for (const person of to) {
          if (person === message.by) continue;
          const note = `${id}:${index}:${person}`;
          expectThat(this.#mirror.notifications.has(note), 'everybody is told', () => note);
          if (message.comment !== undefined && !this.#sees(message.request, person)) continue;
          expectThat(this.delivered.has(`mail:${note}`) || this.#mirror.deliveries.has(`mail:${note}`), 'every message has left or is still kept', () => note);
        }
      }
    }
    const due = [...[...this.#mirror.outbox.values()].map((entry) => ({ ...entry, at: entry.tryAt ?? entry.at })), ...[...this.#mirror.deliveries.values()].filter(({ state }) => state !== 'dead')];
    const late = due.filter(({ at }) => Date.parse(at) <= now - atRestAfter);
    expectThat(late.length === 0, 'messages that are due have left', () => late);
  }
}

/** What became due during the last pass may be done by the next one. */
const atRestAfter = 13 * 3_600_000;
