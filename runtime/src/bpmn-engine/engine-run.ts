import { Run } from '../process/run.js';
import type { Token } from '../process/types.js';

/** Moves one transition may make before it counts as an endless loop. bpmn-engine takes its time for each, so they are fewer than the native engine allows. */
const moveLimit = 5000;

/** Tokens a request may have at once. */
const tokenLimit = 1000;

/** A node that our rules have let go of, or an event that they have made happen. */
export interface Departure {
  readonly kind: 'left' | 'fired';
  readonly node: string;
}

/** A transition whose tokens bpmn-engine moves: what our rules would move is only noted down for it. */
export class EngineRun extends Run {
  readonly departures: Departure[] = [];
  #moves = 0;

  override take(token: Token): void {
    this.departures.push({ kind: 'left', node: token.node });
  }

  override create(...details: Parameters<Run['create']>): string {
    const token = super.create(...details);
    this.departures.push({ kind: 'fired', node: details[0] });
    return token;
  }

  /** The engine has moved the token. */
  moved(token: Token, node: string, via: string, trace: Parameters<Run['create']>[2]): void {
    this.#moves += 1;
    this.emit({ type: 'token-moved', token: token.id, node, via, ...(trace ? { trace } : {}) });
  }

  /** The engine has made one more token. */
  split(node: string, via: string, trace: Parameters<Run['create']>[2]): void {
    this.#moves += 1;
    this.emit({ type: 'token-created', token: this.freshId(), node, via, ...(trace ? { trace } : {}) });
  }

  override get exhausted(): boolean {
    return this.#moves > moveLimit || this.state.tokens.length > tokenLimit;
  }

  /** The token waits for an administrator. */
  isHeld(token: Token): boolean {
    return this.state.incidents?.some((incident) => incident.token === token.id && !incident.held) ?? false;
  }
}
