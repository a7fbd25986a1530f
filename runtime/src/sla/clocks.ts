import { addWorkingTime, subtractWorkingTime, workingMinutesBetween, type Calendar, type Deadline, type Kind, type Norm, type PersonId, type Request, type Trace } from '@requestry/model';
import type { NewEvent } from '../history.js';
import { overseersOf } from '../process/heads.js';
import type { Notice, ProcessState, World } from '../process/index.js';
import { dueByNorm, servingCalendar } from './norm.js';

/** What the clocks of a request look at after a transition. */
export interface ClockSituation {
  readonly kind: Kind;
  /** As it is after the transition, its deadlines as they were before. */
  readonly request: Request;
  /** What finished steps left behind. */
  readonly steps: ProcessState['steps'];
  /** Somebody else than the initiator has decided something in this transition. */
  readonly answered: boolean;
  /** Why the clocks rest now; they run when absent. */
  readonly rest?: Trace;
  /** Who has an open task. */
  readonly responsible: readonly PersonId[];
  readonly world: World;
}

/** The clocks after it, with the facts and notices that come of it. */
export interface Clocked {
  readonly deadlines: readonly Deadline[];
  readonly facts: readonly NewEvent[];
  readonly notices: readonly Notice[];
}

/** Working time before a deadline at which an estimated date is asked for, when the norm says nothing. */
const usualAsk = 'P1D';

/** Sets, pauses, moves and stops the clocks of a request, tells of a deadline that is near or missed. Once each. */
export function runClocks(situation: ClockSituation): Clocked {
  const clocks = new Clocks(situation);
  for (const deadline of ['answer', 'execution'] as const) clocks.run(deadline);
  return clocks;
}

/** When a clock next has something to tell, epoch milliseconds; nothing while all rest. */
export function nextClockMoment({ deadlines = [] }: Request, kind: Kind, world: World): number | undefined {
  const moments = deadlines.filter(({ state, missed }) => state === 'running' && !missed).flatMap((clock) => {
    const near = clock.asked ? [] : [askMoment(clock, normFor(kind, clock.deadline), servingCalendar(kind, world))];
    return [...near, Date.parse(clock.due)];
  });
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

const normFor = (kind: Kind, deadline: Deadline['deadline']): Norm | undefined => kind.deadlines?.find((norm) => norm.deadline === deadline);

/** So long before the deadline, or half-way to it when it is nearer than that from the beginning. */
function askMoment({ from, due }: Deadline, norm: Norm | undefined, calendar: Calendar): number {
  const before = subtractWorkingTime(calendar, Date.parse(due), norm?.ask ?? usualAsk);
  const start = Date.parse(from);
  return before > start ? before : start + (Date.parse(due) - start) / 2;
}

class Clocks implements Clocked {
  readonly deadlines: Deadline[] = [];
  readonly facts: NewEvent[] = [];
  readonly notices: Notice[] = [];
  readonly #at: string;
  readonly #calendar: Calendar;
  readonly #situation: ClockSituation;

  constructor(situation: ClockSituation) {
    this.#situation = situation;
    this.#at = new Date(situation.world.now).toISOString();
    this.#calendar = servingCalendar(situation.kind, situation.world);
  }

  run(deadline: Deadline['deadline']): void {
    const known = this.#situation.request.deadlines?.find((clock) => clock.deadline === deadline);
    const clock = known ?? this.#set(deadline);
    if (!clock) return;
    this.deadlines.push(clock.state === 'stopped' ? clock : this.#ring(this.#turn(this.#stop(clock))));
  }

  #set(deadline: Deadline['deadline']): Deadline | undefined {
    const { kind, request, steps, world } = this.#situation;
    if (request.closedAt !== undefined) return undefined;
    for (const norm of kind.deadlines?.filter((each) => each.deadline === deadline) ?? []) {
      const start = norm.from === undefined ? request.submittedAt : Object.hasOwn(steps, norm.from) ? steps[norm.from]?.at : undefined;
      const due = start === undefined ? undefined : dueByNorm(kind, norm, Date.parse(start), world);
      if (!due) continue;
      this.#fact('deadline-set', { deadline, due: due.at }, due.trace);
      return { deadline, from: start ?? this.#at, due: due.at, state: 'running', since: this.#at, why: due.trace };
    }
    return undefined;
  }

  #stop(clock: Deadline): Deadline {
    const { kind, request, steps, answered, world } = this.#situation;
    const until = normFor(kind, clock.deadline)?.until;
    const done = request.closedAt !== undefined || (until !== undefined ? Object.hasOwn(steps, until) : clock.deadline === 'answer' && answered);
    if (!done) return clock;
    const late = clock.missed || (clock.state === 'running' && world.now > Date.parse(clock.due));
    this.#fact('deadline-met', { deadline: clock.deadline, due: clock.due, late: Boolean(late) }, { code: late ? 'deadline.met-late' : 'deadline.met', params: { deadline: clock.deadline, due: clock.due } });
    return { ...clock, state: 'stopped', since: this.#at, ...(late ? { missed: true } : {}) };
  }

  /** Lets the clock rest or go on. */
  #turn(clock: Deadline): Deadline {
    const { rest } = this.#situation;
    if (clock.state === 'running' && rest) {
      this.#fact('deadline-paused', { deadline: clock.deadline }, rest);
      return { ...clock, state: 'paused', since: this.#at };
    }
    if (clock.state !== 'paused' || rest) return clock;
    const minutes = Math.min(Math.floor(workingMinutesBetween(this.#calendar, Date.parse(clock.since), this.#situation.world.now)), 9_999_999);
    const due = minutes > 0 ? new Date(addWorkingTime(this.#calendar, Date.parse(clock.due), `PT${minutes}M`)).toISOString() : clock.due;
    const moved: Trace = { code: 'due.moved', params: { from: clock.due, due, since: clock.since, duration: `PT${minutes}M` } };
    this.#fact('deadline-resumed', { deadline: clock.deadline, due }, moved);
    return { ...clock, due, state: 'running', since: this.#at, why: { code: clock.why.code, params: { ...clock.why.params, due }, because: [...(clock.why.because ?? []), moved] } };
  }

  /** Tells once that the deadline is near, and once that it was missed. */
  #ring(clock: Deadline): Deadline {
    const { kind, request, world } = this.#situation;
    if (clock.state !== 'running' || clock.missed) return clock;
    const { deadline, due } = clock;
    if (world.now >= Date.parse(due)) {
      this.#fact('deadline-missed', { deadline, due }, { code: 'deadline.missed', params: { deadline, due } });
      this.#tell('deadline-missed', true);
      return { ...clock, missed: true };
    }
    if (clock.asked || world.now < askMoment(clock, normFor(kind, deadline), this.#calendar)) return clock;
    this.#fact('deadline-near', { deadline, due }, { code: 'deadline.near', params: { deadline, due } });
    if (!request.estimate) this.#tell('estimate-wanted', false);
    return { ...clock, asked: true };
  }

  #tell(event: string, over: boolean): void {
    const { responsible, world } = this.#situation;
    const to = over || responsible.length === 0 ? [...responsible, ...overseersOf(responsible, world)] : responsible;
    if (to.length > 0) this.notices.push({ type: 'notify', to: [...new Set(to)], event });
  }

  #fact(type: string, facts: NewEvent['facts'], trace?: Trace): void {
    this.facts.push({ type, facts, ...(trace ? { trace } : {}) });
  }
}
