import type { JsonObject } from '@requestry/model';
import { enter } from '../process/settle.js';
import type { Token } from '../process/types.js';
import { Choices } from './choices.js';
import type { Departure, EngineRun } from './engine-run.js';
import { Peer, type PeerContent, type PeerListener } from './peer.js';
import type { Source } from './source.js';

/**
 * bpmn-engine at work on one request: it moves the tokens, and our rules do what there is to do where it stops. What it asks for is done
 * after it has come to rest, one thing after another, so that long stretches cost no stack.
 */
export class Drive implements PeerListener {
  #run: EngineRun;
  readonly #peer: Peer;
  #choices: Choices;
  /** Nodes at which the engine waits for us. */
  readonly #arrivals: string[] = [];
  /** How to let go of a node that is at work. */
  readonly #releases = new Map<string, () => void>();
  /** By node: the token that has entered it and not left yet; undefined once it has. */
  readonly #inside = new Map<string, string | undefined>();

  /** Begins a request, or takes one up from what the state keeps. */
  constructor(run: EngineRun, source: Source) {
    this.#run = run;
    this.#choices = new Choices(run);
    this.#peer = new Peer(source, this, run.state.core);
    this.#toRest();
  }

  /** One more transition, which follows the last one. */
  goOn(run: EngineRun): void {
    this.#run = run;
    this.#choices = new Choices(run);
    this.#inside.clear();
    this.#toRest();
  }

  /** Nothing is left to do. */
  get over(): boolean {
    return this.#peer.over;
  }

  /** What has to be kept to go on later. */
  save(): JsonObject {
    return this.#peer.save();
  }

  #toRest(): void {
    while (this.#run.state.status !== 'ended') {
      const departure = this.#run.departures.shift();
      if (departure) {
        this.#depart(departure);
        continue;
      }
      const node = this.#arrivals.shift();
      if (node === undefined) break;
      this.#arrive(node);
    }
  }

  happened(what: string, content: PeerContent): void {
    if (this.#run.state.status === 'ended') return;
    switch (what) {
      case 'activity.enter':
        return this.#entered(content);
      case 'activity.wait':
        return this.#asks(content.id, () => this.#peer.signal(content.id));
      case 'activity.timer':
        if (this.#run.node(content.id).type === 'intermediateCatchEvent') this.#asks(content.id, () => this.#peer.fire(content.id));
        return;
      case 'activity.end':
        return this.#ended(content.id);
      case 'flow.take':
        return this.#taken(content.id);
    }
  }

  work(node: string, done: () => void): void {
    this.#asks(node, done);
  }

  condition(id: string, answer: (taken: boolean) => void): void {
    const flow = this.#run.compiled.flows.get(id);
    const token = flow && this.#tokenIn(flow.from);
    if (!flow || !token || this.#run.isHeld(token)) return;
    const taken = this.#choices.ask(token, flow);
    if (taken !== undefined) answer(taken);
  }

  #asks(node: string, release: () => void): void {
    this.#releases.set(node, release);
    this.#arrivals.push(node);
  }

  /** Does what is to be done at a node, unless it has been done before and something is waited for. */
  #arrive(node: string): void {
    const run = this.#run;
    const token = this.#tokenIn(node);
    if (!token || token.tasks || run.isHeld(token) || run.state.timers.some((timer) => timer.token === token.id)) return;
    if (!run.exhausted) return enter(run, token);
    run.raiseIncident(token, 'endless-loop', { code: 'incident.endless-loop', params: { node } });
  }

  #depart({ kind, node }: Departure): void {
    if (kind === 'fired') return this.#peer.fire(node);
    const release = this.#releases.get(node);
    if (!release) throw new Error(`bpmn-engine does not wait at "${node}"`);
    this.#releases.delete(node);
    release();
  }

  /** The tokens that have come by these flows become one. */
  #entered({ id, inbound = [] }: PeerContent): void {
    const came = this.#run.node(id).incoming.filter((flow) => inbound.some((each) => each.id === flow.id));
    const here = this.#run.state.tokens.filter((token) => token.node === id);
    const [kept, ...others] = came.map((flow) => here.find((token) => token.via === flow.id)).filter((token) => token !== undefined);
    for (const other of others) this.#run.consume(other);
    if (kept) this.#inside.set(id, kept.id);
    this.#choices.begin(id);
  }

  #ended(id: string): void {
    const node = this.#run.node(id);
    const token = this.#tokenIn(id);
    if (!token) return;
    if (node.type === 'endEvent') enter(this.#run, token);
    else if (node.outgoing.length === 0) this.#run.consume(token);
  }

  /** The token that is in the node moves along the first flow; each other flow has one of its own. */
  #taken(id: string): void {
    const flow = this.#run.compiled.flows.get(id);
    if (!flow) return;
    const reason = this.#choices.reason(flow);
    const token = this.#tokenIn(flow.from);
    if (!token) return this.#run.split(flow.to, flow.id, reason);
    this.#inside.set(flow.from, undefined);
    this.#run.moved(token, flow.to, flow.id, reason);
  }

  #tokenIn(node: string): Token | undefined {
    if (!this.#inside.has(node)) return this.#run.state.tokens.find((token) => token.node === node);
    const id = this.#inside.get(node);
    return id === undefined ? undefined : this.#run.token(id);
  }
}
