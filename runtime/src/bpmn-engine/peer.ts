import { Engine } from 'bpmn-engine';
import type { JsonObject } from '@requestry/model';
import { definitionsId, type Source } from './source.js';

/** What happens inside the engine, and what it asks for. */
export interface PeerListener {
  /** An activity or a flow has changed: `activity.enter`, `flow.take` and the like. */
  happened(what: string, content: PeerContent): void;
  /** Work of ours at a node; `done` lets the node be left. May be called later, or never. */
  work(node: string, done: () => void): void;
  /** Whether the flow is taken; an answer never given keeps the token at the gateway. */
  condition(flow: string, answer: (taken: boolean) => void): void;
}

/** Of a message of the engine: the element, the flows by which it was entered, what went wrong. */
export interface PeerContent {
  readonly id: string;
  readonly inbound?: readonly { readonly id: string }[];
  readonly error?: unknown;
}

const neverDue = (callback: CallableFunction, delay: number) => ({ callback, delay, timerId: '', timerRef: undefined });

/** Moments of the engine never come: our own stored timers make its events happen. */
const noTimers = {
  executing: [],
  setTimeout: neverDue,
  clearTimeout: () => undefined,
  register: () => ({ setTimeout: neverDue, clearTimeout: () => undefined }),
};

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * bpmn-engine at one request. All of it runs synchronously: it is recovered (also to begin with, from a state that is empty), run or
 * resumed, and asked for its state without waiting for anything. What fails inside throws here.
 */
export class Peer {
  readonly #execution: Engine['execution'];
  readonly #definition: Engine['execution']['definitions'][number];
  #failure: unknown;
  #over = false;

  /** Begins without a saved state, goes on with one. */
  constructor(source: Source, listener: PeerListener, saved?: JsonObject) {
    const engine = new Engine({
      name: definitionsId,
      moddleContext: source,
      Logger: () => silent,
      settings: { disableTrackState: true },
      timers: noTimers,
      scripts: scriptsFor(listener),
      extensions: { work: workFor(listener) },
    });
    engine.recover(saved ?? { definitions: [{ id: definitionsId }] });
    this.#execution = engine.execution;
    const [definition] = this.#execution.definitions;
    if (!definition) throw new TypeError('What bpmn-engine has saved holds no definition');
    this.#definition = definition;
    definition.broker.subscribeTmp('event', '#', (what, { content }) => this.#happened(what, content, listener), { noAck: true });
    if (saved) definition.resume();
    else definition.run();
    this.#check();
  }

  /** Lets go of a node that waits for a signal. */
  signal(node: string): void {
    this.#definition.signal({ id: node });
    this.#check();
  }

  /** Makes the timer of an event fire. */
  fire(node: string): void {
    this.#definition.cancelActivity({ id: node });
    this.#check();
  }

  /** Nothing is left to do. */
  get over(): boolean {
    return this.#over;
  }

  /** What has to be kept to go on later. */
  save(): JsonObject {
    const state = JSON.parse(JSON.stringify(this.#execution.getState())) as { definitions: { source?: string }[] } & Record<string, never>;
    for (const definition of state.definitions) delete definition.source;
    return state;
  }

  #happened(what: string, content: PeerContent, listener: PeerListener): void {
    if (what === 'definition.error') this.#failure = content.error ?? what;
    else if (what === 'definition.leave') this.#over = true;
    else listener.happened(what, content);
  }

  #check(): void {
    if (this.#failure !== undefined) throw new Error('bpmn-engine has given up the process', { cause: this.#failure });
  }
}

type Callback = (error: unknown, result?: unknown) => void;

function scriptsFor(listener: PeerListener) {
  return {
    register: () => undefined,
    getScript: (_language: string, { id, type }: { readonly id: string; readonly type: string }) => ({
      execute: (_scope: unknown, callback: Callback): void => {
        if (type === 'bpmn:ScriptTask') listener.work(id, () => callback(null));
        else listener.condition(id, (taken) => callback(null, taken));
      },
    }),
  };
}

/** Has nothing to do when an activity begins or ends. */
const inert = { activate: () => undefined, deactivate: () => undefined };

function workFor(listener: PeerListener) {
  return (activity: { readonly id: string; readonly type: string; readonly behaviour: Record<string, unknown> }): typeof inert => {
    const service = { execute: (_message: unknown, callback: Callback): void => listener.work(activity.id, () => callback(null)) };
    if (activity.type === 'bpmn:ServiceTask') activity.behaviour['Service'] = function Service() {
      return service;
    };
    return inert;
  };
}
