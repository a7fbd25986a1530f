import type { Trace } from '@requestry/model';
import { evaluate, expressionContext } from '../process/context.js';
import { conditionTrace } from '../process/nodes/behaviour.js';
import type { CompiledFlow, CompiledNode, Token } from '../process/types.js';
import type { EngineRun } from './engine-run.js';

/** What the conditions of a gateway have come to since a token has entered it. */
interface Asked {
  readonly because: Trace[];
  taken: boolean;
}

/** The conditions that the engine asks for, and the reasons that they leave. */
export class Choices {
  readonly #run: EngineRun;
  readonly #asked = new Map<string, Asked>();

  constructor(run: EngineRun) {
    this.#run = run;
  }

  /** A token enters the gateway. */
  begin(node: string): void {
    this.#asked.delete(node);
  }

  /** Whether the flow's condition holds. No answer, but an incident, when that cannot be known or leaves the gateway without a way. */
  ask(token: Token, flow: CompiledFlow): boolean | undefined {
    const run = this.#run;
    const node = run.node(flow.from);
    const result = flow.when && evaluate(flow.when, expressionContext(run.compiled, run.state, run.world), run.world);
    if (!result) return true;
    const trace = conditionTrace(node, flow, result.trace);
    if (result.problem !== undefined) return this.#hold(token, result.problem, trace);
    const asked = this.#asked.get(node.id) ?? { because: [], taken: false };
    this.#asked.set(node.id, asked);
    asked.because.push(trace);
    asked.taken ||= result.value === true;
    if (!asked.taken && asked.because.length === node.outgoing.length) return this.#hold(token, 'no-flow', defaultTrace(node, asked.because));
    return result.value === true;
  }

  /** Why the flow was taken; nothing where there was no choice. */
  reason(flow: CompiledFlow): Trace | undefined {
    const node = this.#run.node(flow.from);
    const because = this.#asked.get(node.id)?.because;
    if (!because) return undefined;
    return flow.id === node.default ? defaultTrace(node, because) : because.at(-1);
  }

  #hold(token: Token, code: string, trace: Trace): undefined {
    this.#run.raiseIncident(token, code, trace);
    return undefined;
  }
}

const defaultTrace = (node: CompiledNode, because: readonly Trace[]): Trace => ({ code: 'branch.default', params: { gateway: node.id, flow: node.default ?? null }, because });
