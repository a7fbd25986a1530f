import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outcomesOf } from '@requestry/model';
import { fromRouteDoc, type Route } from '@requestry/route';
import { randomFrom, randomRouteDoc, type Random } from '@requestry/route/testing';
import { bpmnEngineCore } from '@requestry/runtime/bpmn-engine';
import { nativeCore, type Advance, type CompiledRoute, type ExecutionCore, type ProcessCommand, type ProcessState } from '@requestry/runtime/process';
import { firm, monday, situationOf } from '../process/testing/index.js';

const routes = 2000;

const world = {
  ...monday,
  org: { ...firm, units: [...firm.units, { id: 'finance', title: 'Finance', head: 'dina' }] },
  data: { amount: 500, kind: 'a', a: 'a', checked: null, note: null, equipment: 'crane' },
  records: { equipment: { responsible: 'leo' } },
};

/** One engine on its way; `stored`: each state goes through JSON, as a store would have it. */
class Side {
  readonly #core: ExecutionCore;
  readonly #stored: boolean;
  #last: Advance | undefined;
  #seen = '';

  constructor(core: ExecutionCore, stored: boolean) {
    this.#core = core;
    this.#stored = stored;
  }

  get state(): ProcessState {
    if (!this.#last) throw new TypeError('not started');
    return this.#last.state;
  }

  /** What people see of the last transition, in no particular order. */
  get seen(): string {
    return this.#seen;
  }

  start(compiled: CompiledRoute): void {
    this.#keep(undefined, this.#core.start(compiled, world));
  }

  take(compiled: CompiledRoute, move: Move): void {
    const before = this.#stored ? (JSON.parse(JSON.stringify(this.state)) as ProcessState) : this.state;
    this.#keep(before, this.#core.advance(compiled, before, commandFor(this.state, move), world));
  }

  #keep(before: ProcessState | undefined, step: Advance): void {
    this.#last = step;
    this.#seen = situationOf(before, step).split(' ').sort().join(' ');
  }
}

/** What somebody does, in words that fit both engines, whose ids may differ. */
type Move = { readonly timer: string } | { readonly task: string; readonly outcome: string; readonly by: string };

function openTasks({ tokens }: ProcessState) {
  const tasks = tokens.flatMap(({ node, tasks = [] }) => tasks.filter(({ outcome }) => outcome === undefined).map((task) => ({ node, task, name: `${node} ${task.assignee ?? task.candidates?.join() ?? ''}` })));
  return tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function choose(compiled: CompiledRoute, state: ProcessState, random: Random, patience: number): Move | undefined {
  const timers = state.timers.map(({ node }) => node).sort();
  const open = openTasks(state);
  if (timers.length > 0 && (open.length === 0 || random.chance(0.15))) return { timer: random.pick(timers) };
  if (open.length === 0) return undefined;
  const { node, task, name } = random.pick(open);
  const outcomes = outcomesOf(compiled.nodes.get(node)?.step ?? { type: 'approval' });
  const outcome = patience <= 0 || random.chance(0.7) ? outcomes[0] : random.pick(outcomes);
  return { task: name, outcome: outcome?.id ?? '', by: task.assignee ?? task.candidates?.[0] ?? 'boris' };
}

function commandFor(state: ProcessState, move: Move): ProcessCommand {
  if ('timer' in move) return { type: 'timer', timer: state.timers.find(({ node }) => node === move.timer)?.id ?? '' };
  return { type: 'complete', task: openTasks(state).find(({ name }) => name === move.task)?.task.id ?? '', outcome: move.outcome, by: move.by };
}

/** The same route with somebody for every step, so that it is gone through to its end. */
function staffed(route: Route, random: Random): Route {
  const who = () => random.pick([{ rule: 'person', person: 'boris' }, { rule: 'group', group: 'board' }, { rule: 'initiatorHead' }] as const);
  return { ...route, nodes: route.nodes.map((node) => (node.step ? { ...node, step: { ...node.step, who: who() } } : node)) };
}

it(`shows the same as the native engine on ${routes} random routes, whatever people decide`, () => {
  const core = bpmnEngineCore({ warm: true });
  let ended = 0;
  let moves = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const random = randomFrom(seed);
      const doc = randomRouteDoc(seed, { entries: 6 });
      fc.pre(!JSON.stringify(doc.steps).includes('"kind":"inclusive"'));
      const made = fromRouteDoc(doc);
      const { compiled } = core.compile(seed % 4 === 0 ? staffed(made, random) : made);
      fc.pre(compiled !== undefined);
      if (!compiled) return;
      const [native, other] = [new Side(nativeCore, false), new Side(core, seed % 8 === 0)];
      for (const side of [native, other]) side.start(compiled);
      let move: Move | undefined;
      for (let turn = 0; turn < 40 && native.state.status !== 'ended'; turn += 1) {
        expect(other.seen, `seed ${seed} after ${JSON.stringify(move)}`).toBe(native.seen);
        move = choose(compiled, native.state, random, 15 - turn);
        if (!move) break;
        for (const side of [native, other]) side.take(compiled, move);
        moves += 1;
      }
      expect(other.seen, `seed ${seed} in the end`).toBe(native.seen);
      if (native.state.status === 'ended') ended += 1;
    }),
    { numRuns: routes },
  );
  expect(ended, 'many routes are gone through to the end').toBeGreaterThan(routes / 5);
  expect(moves, 'there is something to decide').toBeGreaterThan(routes);
}, 600_000);
