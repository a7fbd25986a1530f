import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outcomesOf, RequestryError } from '@requestry/model';
import { fromRouteDoc } from '@requestry/route';
import { randomFrom, randomRouteDoc, type Random } from '@requestry/route/testing';
import { compileRoute, nativeCore, type CompiledRoute, type ProcessCommand, type ProcessState } from '@requestry/runtime/process';
import { separatedFrom } from './separation.js';
import { firm, monday, Player } from './testing/index.js';

const world = {
  ...monday,
  org: { ...firm, units: [...firm.units, { id: 'finance', title: 'Finance', head: 'dina' }] },
  data: { amount: 500, kind: 'a', a: 'a', checked: null, note: null, equipment: 'crane' },
  records: { equipment: { responsible: 'leo' } },
};

/** Something that somebody could do now. Forward more often than not, always when patience is over, so that rework does not go on for ever. */
function choose(compiled: CompiledRoute, state: ProcessState, random: Random, patience: number): ProcessCommand | undefined {
  if (random.chance(0.1)) return { type: 'wake' };
  if (state.timers.length > 0 && random.chance(0.15)) return { type: 'timer', timer: random.pick(state.timers).id };
  const open = state.tokens.flatMap((token) => (token.tasks ?? []).filter(({ outcome }) => outcome === undefined).map((task) => ({ token, task })));
  if (open.length === 0) return state.timers[0] && { type: 'timer', timer: state.timers[0].id };
  const { token, task } = random.pick(open);
  const node = compiled.nodes.get(token.node);
  const step = node?.step;
  if (!step) return undefined;
  if (random.chance(0.05)) return { type: 'reassign', task: task.id, to: 'leo', by: 'admin' };
  const by = task.assignee ?? task.candidates?.[0] ?? 'boris';
  if (separatedFrom({ ...node, step }, state).has(by)) return { type: 'reassign', task: task.id, to: random.pick(world.org.people).id, by: 'admin' };
  const outcomes = outcomesOf(step);
  const outcome = patience <= 0 || random.chance(0.7) ? outcomes[0] : random.pick(outcomes);
  return { type: 'complete', task: task.id, outcome: outcome?.id ?? '', by };
}

/** What must hold after every transition. */
function check(compiled: CompiledRoute, state: ProcessState): void {
  const tokens = new Set(state.tokens.map(({ id }) => id));
  const ids = [...state.tokens.map(({ id }) => id), ...state.tokens.flatMap(({ tasks }) => tasks?.map(({ id }) => id) ?? []), ...state.timers.map(({ id }) => id)];
  expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
  expect(state.timers.every(({ token }) => token === undefined || tokens.has(token)), 'no timer without its token').toBe(true);
  if (state.status === 'ended') expect([state.tokens, state.timers], 'nothing is left behind').toEqual([[], []]);
  for (const token of state.tokens) {
    if (token.tasks) expect(token.tasks.some(({ outcome }) => outcome === undefined) || (token.queue?.length ?? 0) > 0, `step ${token.node} waits for somebody`).toBe(true);
    expect(compiled.nodes.has(token.node)).toBe(true);
  }
}

it('brings every structured route to an end, whatever people decide', () => {
  let ended = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const { compiled } = compileRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 20 })));
      fc.pre(compiled !== undefined);
      if (!compiled) return;
      const random = randomFrom(seed);
      const player = new Player(nativeCore, compiled, world);
      player.start();
      for (let turn = 0; turn < 1000 && player.state.status === 'active'; turn += 1) {
        check(compiled, player.state);
        const command = choose(compiled, player.state, random, 60 - turn);
        if (!command) throw new Error(`seed ${seed}: nothing can be done, yet it is not over: ${JSON.stringify(player.state)}`);
        player.apply(command);
      }
      check(compiled, player.state);
      expect(player.state.status === 'incident' ? player.state.incidents?.map(({ code }) => code) : [], `incidents with seed ${seed}`).toSatisfy((codes: string[]) => codes.every((code) => code === 'no-performer'));
      if (player.state.status === 'ended') ended += 1;
    }),
    { numRuns: 150, seed: 20260302 },
  );
  expect(ended, 'most routes have somebody for every step').toBeGreaterThan(75);
});

it('refuses commands that do not fit, whatever the state', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.string({ maxLength: 8 }), (seed, text) => {
      const { compiled } = compileRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 6 })));
      if (!compiled) return;
      const { state } = nativeCore.start(compiled, world);
      const taken = new Set(['1', ...state.timers.map(({ id }) => id), ...state.tokens.flatMap(({ tasks }) => tasks?.map(({ id }) => id) ?? [])]);
      const id = taken.has(text) ? '__proto__' : text;
      for (const command of [
        { type: 'complete', task: id, outcome: text, by: text },
        { type: 'timer', timer: id },
        { type: 'reassign', task: id, to: text, by: text },
      ] satisfies ProcessCommand[]) {
        expect(() => nativeCore.advance(compiled, state, command, world)).toThrow(RequestryError);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
