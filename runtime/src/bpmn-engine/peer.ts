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

/** Of a message of the engine: the element, the flows by which it was entered, the node that a flow leaves. */
export interface PeerContent {
  readonly id: string;
  readonly inbound?: readonly { readonly id: string }[];
  readonly sourceId?: string;
}

type Execution = NonNullable<Engine['execution']>;

/** Moments of the engine never come: our own stored timers make its events happen. */
const noTimers = {
  executing: [],
  setTimeout: () => ({}),
  clearTimeout: () => undefined,
  register: () => ({ setTimeout: () => ({}), clearTimeout: () => undefined }),
};

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * bpmn-engine for the length of one transition. All of it runs synchronously: it is recovered (also to begin with, from a state that is
 * empty), resumed and asked for its state without waiting for anything.
 */
export class Peer {
  readonly #execution: Execution;
  #failure: unknown;

  /** Begins without a saved state, goes on with one. */
  constructor(source: Source, listener: PeerListener, saved?: JsonObject) {
    const engine = new Engine({
      name: definitionsId,
      moddleContext: source as never,
      Logger: () => silent,
      settings: { disableTrackState: true },
      timers: noTimers as never,
      scripts: scriptsFor(listener) as never,
      extensions: { work: workFor(listener) } as never,
    });
    engine.on('error', (failure) => (this.#failure = failure));
    engine.recover(saved ?? { definitions: [{ id: definitionsId }] });
    void engine.resume({ listener: { emit: (what: string, api: { readonly content: PeerContent }) => listener.happened(what, api.content) } });
    this.#execution = engine.execution;
    if (!saved) this.#execution.definitions[0]?.run();
    this.#check();
  }

  /** Lets go of a node that waits for a signal. */
  signal(node: string): void {
    this.#execution.signal({ id: node });
    this.#check();
  }

  /** Makes the timer of an event fire. */
  fire(node: string): void {
    this.#execution.cancelActivity({ id: node });
    this.#check();
  }

  /** Nothing is left to do. */
  get over(): boolean {
    return this.#execution.state === 'idle';
  }

  /** What has to be kept to go on later. */
  save(): JsonObject {
    const state = JSON.parse(JSON.stringify(this.#execution.getState())) as { definitions: { source?: string }[] } & Record<string, never>;
    for (const definition of state.definitions) delete definition.source;
    return state;
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

function workFor(listener: PeerListener) {
  return (activity: { readonly id: string; readonly type: string; readonly behaviour: Record<string, unknown> }): void => {
    if (activity.type !== 'bpmn:ServiceTask') return;
    activity.behaviour['Service'] = function Service() {
      return { execute: (_message: unknown, callback: Callback): void => listener.work(activity.id, () => callback(null)) };
    };
  };
}
