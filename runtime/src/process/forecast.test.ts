import { describe, expect, it } from 'vitest';
import { outcomesOf, type ForecastStep } from '@requestry/model';
import { forecastRoute, nativeCore, type ProcessEvent } from '@requestry/runtime/process';
import { compileTerse, monday, Player } from './testing/index.js';

const purchase = `
  head approval initiatorHead skip=initiator due=P2D
  board approval group:board mode=all
  again approval boris skip=alreadyApproved
  law approval role:lawyer@east
  big approval dina
  tell notification group:pair
  set action set='level:=if amount > 100 then "high" else "low"'
  t timer on=law duration=P9D
  start -> head -> x1
  x1 -> rework if =steps.head.outcome = "reject"
  x1 -> set else
  rework rework initiator
  rework -> x0 -> bad; bad end rejected
  set -> and1
  and1 -> board -> and2
  and1 -> law -> x3 -> and2
  t -> x3
  and2 -> x2
  x2 -> big if =level = "high" and amount > 300
  x2 -> tell else
  big -> again -> tell2; tell2 notification dina; tell2 -> end
  tell -> end`;

/** Lets everybody agree until the request ends. */
function playOut(player: Player): readonly ProcessEvent[] {
  player.start();
  for (let turn = 0; turn < 100 && player.state.status === 'active'; turn += 1) {
    const token = player.state.tokens.find(({ tasks }) => tasks?.some(({ outcome }) => outcome === undefined));
    const task = token?.tasks?.find(({ outcome }) => outcome === undefined);
    const step = token && player.compiled.nodes.get(token.node)?.step;
    if (!task || !step) break;
    player.apply({ type: 'complete', task: task.id, outcome: outcomesOf(step)[0]?.id ?? '', by: task.assignee ?? task.candidates?.[0] ?? '' });
  }
  return player.events;
}

const seen = (events: readonly ProcessEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.type === 'step-opened') return [`${event.node} ${[...event.tasks.flatMap(({ assignee, candidates }) => assignee ?? candidates ?? []), ...(event.queue ?? [])].join()}`];
    if (event.type === 'step-skipped') return [`${event.node} skipped`];
    return event.type === 'notice-sent' ? [`${event.node} ${event.to.join()}`] : [];
  });

describe('the forecast', () => {
  for (const amount of [50, 500]) {
    it(`is what happens when everybody agrees, with an amount of ${amount}`, async () => {
      const compiled = await compileTerse(nativeCore, purchase);
      const world = { ...monday, data: { amount, level: null } };
      const forecast = forecastRoute(compiled, world);
      const foretold = forecast.steps.map(({ step, state, people }) => (state === 'skipped' ? `${step} skipped` : `${step} ${people.map(({ id }) => id).join()}`));
      const happened = seen(playOut(new Player(nativeCore, compiled, world)));
      expect([...foretold].sort()).toEqual([...happened].sort());
      expect(forecast.complete).toBe(true);
    });
  }

  it('names the value at which the route would differ', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> x; x -> a if =amount > 300; x -> b else; a -> end; b -> end');
    expect(forecastRoute(compiled, monday).turningPoints).toMatchObject([{ code: 'turning-point', params: { name: 'amount' } }]);
  });

  it('begins where a running request stands', async () => {
    const player = new Player(nativeCore, await compileTerse(nativeCore, 'start -> a -> b -> end'), monday);
    player.start();
    player.take(['boris approve a', 'b:boris']);
    expect(forecastRoute(player.compiled, monday, player.state).steps).toMatchObject([{ step: 'b', state: 'current' }]);
  });

  it('goes past steps that nobody can do yet', async () => {
    const forecast = forecastRoute(await compileTerse(nativeCore, 'a execution field:chosen; start -> a -> b -> end'), monday);
    expect(forecast.steps).toMatchObject([{ step: 'a', people: [] }, { step: 'b', people: [{ id: 'boris' }] }]);
    expect(forecast.complete).toBe(true);
  });

  it('says that it is not complete where the route cannot be foretold', async () => {
    const forecast = forecastRoute(await compileTerse(nativeCore, 'start -> a -> x; x -> b if =nothing > 1; x -> end else; b -> end'), monday);
    expect(forecast).toMatchObject({ complete: false, steps: [{ step: 'a' }] });
  });

  it('comes to an end on a route that goes in circles', async () => {
    const forecast = forecastRoute(await compileTerse(nativeCore, 'start -> x1 -> a -> x2; x2 -> x1 if =steps.a.outcome = "approve"; x2 -> end else'), monday);
    expect(forecast).toMatchObject({ complete: false, steps: [{ step: 'a' }] });
  });

  it('never begins a step before the one it follows is done', async () => {
    const { steps } = forecastRoute(await compileTerse(nativeCore, 'a approval boris due=P2D; b approval dina due=P4D; start -> a -> b -> end'), monday);
    expect(steps.every(({ from = '', to = '' }) => from <= to)).toBe(true);
    expect((steps[0]?.from ?? '') < (steps[1]?.from ?? '')).toBe(true);
  });
});

describe('the forecast of what is not a step', () => {
  const foretell = async (route: string, data = {}) => forecastRoute(await compileTerse(nativeCore, route), { ...monday, data: { ...monday.data, ...data } });
  const told = ({ steps }: { readonly steps: readonly ForecastStep[] }): readonly string[] => steps.map(({ step, type, people, to }) => `${step} ${type} ${people.map(({ id }) => id).join()}${to === undefined ? ' open-ended' : ''}`);

  it('passes through subprocesses and choices by timers', async () => {
    const forecast = await foretell('sub subprocess; in sub: start2 -> a -> end2; g first; m wait message=paid; t wait duration=P3D; start -> sub -> g; g -> m -> c -> end; g -> t -> b -> end');
    expect(told(forecast)).toEqual(['a approval boris', 'g wait  open-ended', 'b approval boris']);
    expect(forecast.complete).toBe(true);
  });

  it.each([
    ['a message', 'w wait message=paid'],
    ['a receive task', 'w receive message=paid'],
    ['a signal', 'w wait signal=go'],
    ['a condition', "w wait condition='=amount > 1000'"],
  ])('goes on behind %s without dates', async (_, wait) => {
    const forecast = await foretell(`${wait}; start -> a -> w -> b -> end`);
    expect(told(forecast)).toEqual(['a approval boris', 'w wait  open-ended', 'b approval boris open-ended']);
    expect(forecast.complete).toBe(false);
    expect(forecast.to).toBeUndefined();
  });

  it('tells everybody of a step that is done for each of a list', async () => {
    const people = ['boris', 'dina'];
    for (const more of ['', ' serial']) expect(told(await foretell(`a approval field:who each==people as=who${more}; start -> a -> end`, { people }))).toEqual(['a approval boris,dina']);
    expect(told(await foretell('sub subprocess each==people as=who; in sub: a approval field:who; in sub: start2 -> a -> end2; start -> sub -> end', { people }))).toEqual(['a approval boris,dina']);
  });

  it('counts on nothing that might happen beside', async () => {
    const beside = 'help beside; in help: begin1 begin duration=P1D; in help: begin1 -> h -> end2; t timer on=a duration=P1D; t -> d -> end1;';
    expect(told(await foretell(`${beside} start -> a -> b -> end`))).toEqual(['a approval boris', 'b approval boris']);
  });

  it('counts on rests to end, nobody knows when', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> a -> b -> end');
    const { state } = nativeCore.start(compiled, monday);
    const off = nativeCore.advance(compiled, state, { type: 'postpone', task: '2', by: 'dina' }, monday).state;
    const rest = nativeCore.advance(compiled, state, { type: 'suspend', by: 'dina' }, monday).state;
    for (const at of [off, rest]) {
      const forecast = forecastRoute(compiled, monday, at);
      expect(forecast.steps.map(({ step }) => step)).toEqual(['a', 'b']);
      expect(forecast.complete).toBe(false);
    }
    const until = nativeCore.advance(compiled, state, { type: 'postpone', task: '2', by: 'dina', until: '2026-03-10T07:00:00Z' }, monday).state;
    expect(forecastRoute(compiled, monday, until)).toMatchObject({ complete: true, steps: [{ step: 'a' }, { step: 'b' }] });
  });

  it('shows what a running request waits for', async () => {
    const compiled = await compileTerse(nativeCore, 'w wait message=paid; start -> w -> b -> end');
    const forecast = forecastRoute(compiled, monday, nativeCore.start(compiled, monday).state);
    expect(forecast.steps.map(({ step, state }) => `${step} ${state}`)).toEqual(['w current', 'b expected']);
  });
});
