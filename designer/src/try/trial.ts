import type { Issue, JsonObject, Kind, Org, PersonId, StepSettings, Trace } from '@requestry/model';
import { addWorkingTime, standardCalendar } from '@requestry/model';
import { advance, compileRoute, nextAlarm, start } from '@requestry/runtime/process';
import type { Advance, CompiledRoute, HeldNow, Notice, ProcessCommand, ProcessEvent, ProcessState, World } from '@requestry/runtime/process';
import type { Route } from '@requestry/route';

/** One fact of the trial and when it happened. */
export interface TrialFact {
  readonly at: number;
  readonly event: ProcessEvent;
}

/** A message that would have been sent. */
export interface TrialMail {
  readonly at: number;
  readonly effect: Notice;
}

/** A request on its way through the route, wholly in memory. Every step gives a new one. */
export interface Trial {
  readonly compiled: CompiledRoute;
  readonly world: World;
  readonly state: ProcessState;
  readonly facts: readonly TrialFact[];
  readonly mails: readonly TrialMail[];
}

/** What a trial begins with. */
export interface TrialSetup {
  readonly route: Route;
  readonly kind: Kind | undefined;
  readonly org: Org;
  readonly initiator: PersonId;
  readonly data: JsonObject;
  readonly records?: Readonly<Record<string, JsonObject>>;
  readonly now: number;
  /** IANA zone of working time. */
  readonly zone: string;
}

/** Submits the request, or says why the route cannot run. */
export function startTrial(setup: TrialSetup): { readonly trial?: Trial; readonly issues: readonly Issue[] } {
  const { compiled, issues } = compileRoute(setup.route, { decisions: setup.kind?.decisions ?? [] });
  if (!compiled) return { issues: issues.filter(({ severity }) => severity !== 'warning') };
  const unit = setup.org.people.find((person) => person.id === setup.initiator)?.unit;
  const fields = Object.keys(setup.kind?.form?.schema?.properties ?? {});
  const world: World = {
    now: setup.now,
    org: setup.org,
    calendar: standardCalendar(setup.zone),
    subject: { id: 'trial', kind: setup.kind?.id ?? '', initiator: setup.initiator, submittedAt: new Date(setup.now).toISOString(), ...(unit === undefined ? {} : { unit }) },
    data: { ...Object.fromEntries(fields.map((name) => [name, null])), ...setup.data },
    ...(setup.records ? { records: setup.records } : {}),
    load: {},
  };
  const first = start(compiled, world);
  return { trial: taken({ compiled, world, state: first.state, facts: [], mails: [] }, first, setup.now), issues };
}

/** The trial after a command. Throws what the engine throws when the command does not fit. */
export const act = (trial: Trial, command: ProcessCommand): Trial => taken(trial, advance(trial.compiled, trial.state, command, trial.world), trial.world.now);

/** Why a step may not be decided so without anybody; nothing when it may. */
export type Against = (trial: Trial, step: { readonly id: string; readonly settings: StepSettings }, outcome: string) => readonly Trace[];

/** Moves the clock; timers that fall due on the way, reminders and what happens when a step is overdue come one after another, each at its own time. */
export function moveClock(trial: Trial, to: number, against: Against = () => []): Trial {
  let now = trial;
  for (let count = 0; count < 200; count += 1) {
    const next = nextMoment(now);
    if (next === undefined || next > to || now.state.status === 'ended') break;
    const timer = nextTimer(now);
    const command: ProcessCommand = timer && Date.parse(timer.at) <= next ? { type: 'timer', timer: timer.id } : { type: 'wake' };
    now = byItself(at(now, Math.max(now.world.now, next)), command, against);
  }
  return at(now, to);
}

/** What was held may let others come to light: so often it is looked again. */
const mostRounds = 5;

/** Decisions without anybody that may not be taken are held, as they are of a request. */
function byItself(trial: Trial, command: ProcessCommand, against: Against): Trial {
  const held: HeldNow[] = [];
  for (let round = 0; ; round += 1) {
    const step = advance(trial.compiled, trial.state, held.length === 0 ? command : { type: 'hold', held }, trial.world);
    const more = round < mostRounds ? step.events.flatMap((event) => heldNow(trial, event, against)) : [];
    if (more.length === 0) return taken(trial, step, trial.world.now);
    held.push(...more);
  }
}

function heldNow(trial: Trial, event: ProcessEvent, against: Against): readonly HeldNow[] {
  if (event.type !== 'step-escalated' || event.action !== 'decide') return [];
  const { token, alarm, node, outcome = '' } = event;
  const settings = trial.compiled.nodes.get(node)?.step;
  const because = settings ? against(trial, { id: node, settings }, outcome) : [];
  return because.length === 0 ? [] : [{ token, alarm, code: 'guarded', trace: { code: 'incident.guarded', params: { outcome }, because } }];
}

const nextTimer = ({ state }: Trial): ProcessState['timers'][number] | undefined => [...state.timers].sort((a, b) => (a.at < b.at ? -1 : 1))[0];

/** When something happens next by itself: a timer, a reminder, a step that becomes overdue. */
export function nextMoment(trial: Trial): number | undefined {
  const timer = nextTimer(trial);
  const moments = [timer && Date.parse(timer.at), nextAlarm(trial.compiled, trial.state, trial.world)].filter((moment) => moment !== undefined);
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** The same moment one working day later. */
export const nextWorkingDay = ({ world }: Trial): number => addWorkingTime(world.calendar, world.now, 'P1D');

const at = (trial: Trial, now: number): Trial => ({ ...trial, world: { ...trial.world, now } });

function taken(trial: Trial, step: Advance, now: number): Trial {
  const data = step.events.reduce<JsonObject>((all, event) => ('data' in event && event.data ? { ...all, ...event.data } : all), trial.world.data);
  return {
    ...trial,
    world: { ...trial.world, data },
    state: step.state,
    facts: [...trial.facts, ...step.events.map((event) => ({ at: now, event }))],
    mails: [...trial.mails, ...step.effects.flatMap((effect) => (effect.type === 'notify' ? [{ at: now, effect }] : []))],
  };
}

/** A task somebody has to decide on now. */
export interface OpenTask {
  readonly id: string;
  readonly step: string;
  /** People who may take it; one when it is somebody's own. */
  readonly people: readonly PersonId[];
  readonly onBehalfOf?: PersonId;
  readonly due?: string;
  readonly why?: Trace;
}

/** Every open task. */
export function openTasks({ state, facts }: Trial): readonly OpenTask[] {
  return state.tokens.flatMap((token) =>
    (token.tasks ?? [])
      .filter((task) => task.outcome === undefined)
      .map((task): OpenTask => {
        const opened = facts.findLast(({ event }) => (event.type === 'step-opened' || event.type === 'turn-passed') && event.token === token.id)?.event;
        const people = task.assignee === undefined ? (task.candidates ?? []) : [task.assignee];
        const told = { ...(opened && 'trace' in opened && opened.trace ? { why: opened.trace } : {}), ...(token.due === undefined ? {} : { due: token.due }) };
        return { id: task.id, step: token.node, people, ...(task.onBehalfOf === undefined ? {} : { onBehalfOf: task.onBehalfOf }), ...told };
      }),
  );
}

/** The task is due and nobody has decided on it. */
export const isOverdue = ({ world }: Trial, { due }: OpenTask): boolean => due !== undefined && Date.parse(due) < world.now;

/** Nobody has a task, no timer runs, and yet it has not ended. */
export const isStuck = (trial: Trial): boolean => trial.state.status === 'active' && openTasks(trial).length === 0 && trial.state.timers.length === 0;

/** Nodes and flows that were passed, and nodes where the request stands. */
export function trialPosition({ state, facts }: Trial): { readonly passed: readonly string[]; readonly current: readonly string[] } {
  const passed = new Set<string>();
  for (const { event } of facts) {
    if ('node' in event && event.node !== undefined) passed.add(event.node);
    if ('via' in event && event.via !== undefined) passed.add(event.via);
  }
  return { passed: [...passed], current: state.tokens.map(({ node }) => node) };
}
