import { RequestryError } from '@requestry/model';
import { readBpmn, verifyRoute, writeBpmn, type Route } from '@requestry/route';
import { randomFrom, type Random } from '@requestry/route/testing';
import { expect, it } from 'vitest';
import { compileRoute, nativeCore, type CompiledRoute, type ProcessCommand, type ProcessState } from '@requestry/runtime/process';
import { monday, Player, readTerseRoute } from './testing/index.js';
import { randomTerse } from './testing/random-terse.js';

const world = { ...monday, data: { amount: 500, urgent: false, people: ['boris', 'dina', 'fiona'] } };

/** What must hold after every transition. */
function check(compiled: CompiledRoute, state: ProcessState): void {
  const byId = new Map(state.tokens.map((token) => [token.id, token]));
  const ids = [...byId.keys(), ...state.tokens.flatMap(({ tasks }) => tasks?.map(({ id }) => id) ?? []), ...state.timers.map(({ id }) => id)];
  expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
  expect(state.timers.every(({ token }) => token === undefined || byId.has(token)), 'no timer without its token').toBe(true);
  if (state.status === 'ended') expect([state.tokens, state.timers], 'nothing is left behind').toEqual([[], []]);
  for (const token of state.tokens) {
    const node = compiled.nodes.get(token.node);
    const scope = token.scope === undefined ? undefined : byId.get(token.scope);
    expect(scope !== undefined || token.scope === undefined, 'no token inside one that is gone').toBe(true);
    expect(token.index === undefined ? scope?.node : compiled.nodes.get(scope?.node ?? '')?.parent, `${token.node} is where it belongs`).toBe(node?.parent);
    if (node?.begin !== undefined && !token.loop) expect(state.tokens.some((other) => other.scope === token.id), `${token.node} has something inside`).toBe(true);
    if (token.tasks) expect(token.tasks.some(({ outcome }) => outcome === undefined) || (token.queue?.length ?? 0) > 0, `${token.node} waits for somebody`).toBe(true);
  }
}

/** Something that somebody could do now; mostly what brings the request on. */
function choose(state: ProcessState, random: Random, patience: number): ProcessCommand {
  const open = state.tokens.flatMap((token) => (token.tasks ?? []).filter(({ outcome }) => outcome === undefined).map((task) => ({ token, task })));
  if (state.suspended) return { type: 'resume', by: 'dina' };
  if (patience > 0 && random.chance(0.25) && open.length > 0) return disturb(random, random.pick(open).task.id, Object.keys(state.steps));
  if (open.length > 0 && random.chance(0.7)) {
    const { token, task } = random.pick(open);
    if (token.postponed) return { type: 'resume', task: task.id, by: 'dina' };
    return { type: 'complete', task: task.id, outcome: task.asked ? 'answer' : random.chance(0.9) ? 'approve' : 'reject', by: task.assignee ?? task.candidates?.[0] ?? '' };
  }
  if (state.timers.length > 0 && random.chance(0.5)) return { type: 'timer', timer: random.pick(state.timers).id };
  return random.pick([
    { type: 'message', name: 'paid' },
    { type: 'message', name: patience > 0 ? random.pick(['stop', 'extra']) : 'stop' },
    { type: 'signal', name: patience > 0 ? random.pick(['go', 'alarm']) : 'go' },
    { type: 'data', data: { amount: random.chance(0.7) ? 2000 : 10, urgent: random.chance(0.3) }, by: 'dina' },
  ] satisfies ProcessCommand[]);
}

function disturb(random: Random, task: string, done: readonly string[]): ProcessCommand {
  const by = 'dina';
  return random.pick([
    { type: 'return', to: done.length > 0 ? random.pick(done) : 'none', by },
    { type: 'return', to: done.length > 0 ? random.pick(done) : 'none', by, task },
    { type: 'postpone', task, by },
    { type: 'postpone', task, by, until: '2026-03-20T07:00:00Z' },
    { type: 'postpone', task, by, condition: '=amount > 1500' },
    { type: 'addApprover', task, person: 'leo', by },
    { type: 'removeApprover', task, by },
    { type: 'delegate', task, to: 'lara', by },
    { type: 'ask', task, of: 'anna', question: 'Why?', by },
    { type: 'suspend', by },
  ] satisfies ProcessCommand[]);
}

it('keeps every route with all elements in order, whatever happens, and brings it to an end', async () => {
  let ended = 0;
  for (let seed = 1; seed <= 150; seed += 1) {
    const { compiled, issues } = compileRoute(await readTerseRoute(randomTerse(seed)));
    if (!compiled) throw new Error(`seed ${seed}: ${JSON.stringify(issues)}`);
    const random = randomFrom(seed);
    const player = new Player(nativeCore, compiled, world);
    player.start();
    for (let turn = 0; turn < 400 && player.state.status !== 'ended'; turn += 1) {
      check(compiled, player.state);
      try {
        player.apply(choose(player.state, random, 40 - turn));
      } catch (error) {
        if (!(error instanceof RequestryError)) throw error;
        expect(['STATE', 'INVALID']).toContain(error.code);
      }
    }
    check(compiled, player.state);
    expect(player.state.incidents, `incidents with seed ${seed}`).toBeUndefined();
    if (player.state.status === 'ended') ended += 1;
  }
  expect(ended).toBe(150);
});

it('finds such routes sound, and reads back what it writes of them', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const route = await readTerseRoute(randomTerse(seed));
    const { complete, findings } = verifyRoute(route);
    expect({ seed, complete, errors: findings.filter(({ severity }) => severity === 'error').map(({ code, elements }) => `${code}@${elements[0] ?? ''}`) }).toEqual({ seed, complete: true, errors: [] });
    const xml = await writeBpmn(route);
    const again = await readBpmn(xml);
    const plain = ({ nodes, flows }: Route): unknown => [nodes, flows].map((list) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(plain(again.route as Route)).toEqual(plain(route));
  }
});
