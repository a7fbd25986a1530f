import type { Alarm, Incident, Met, ProcessState, StepResult, TaskRef, Token } from './types.js';

/** A state while facts are applied to it: its fields are replaced, what they hold never changes. */
export type Draft = { -readonly [Field in keyof ProcessState]: ProcessState[Field] };

/** The id is taken: the next one is higher. */
export function takeId(draft: Draft, id: string | undefined): void {
  if (id !== undefined) draft.lastId = Math.max(draft.lastId, Number(id));
}

/** Replaces a token by what is made of it. */
export function changeToken(draft: Draft, id: string, changed: (token: Token) => Token): void {
  const tokens = draft.tokens.slice();
  for (const [index, token] of tokens.entries()) if (token.id === id) tokens[index] = changed(token);
  draft.tokens = tokens;
}

/** Replaces a task of a token by what is made of it. */
export const changeTask = (draft: Draft, token: string, id: string, changed: (task: TaskRef) => TaskRef): void =>
  changeToken(draft, token, (held) => ({ ...held, tasks: held.tasks?.map((task) => (task.id === id ? changed(task) : task)) }));

/** Notes what a step left behind. */
export function withResult(draft: Draft, node: string, result: Omit<StepResult, 'round'>): void {
  const steps = { ...draft.steps } as Record<string, StepResult>;
  steps[node] = { ...result, round: (draft.steps[node]?.round ?? 0) + 1 };
  draft.steps = steps;
}

/** Nothing stops any token. */
export function clearIncidents(draft: Draft): void {
  if (draft.incidents) delete draft.incidents;
}

/** Nothing is known any more of a token that is gone. */
export function forget(draft: Draft, token: string): void {
  if (draft.met) setMet(draft, draft.met.filter((met) => met.token !== token));
  keepIncidents(draft, (incident) => incident.token !== token);
}

/** What was held at the token is over: it goes on. */
export const letGo = (draft: Draft, token: string): void => keepIncidents(draft, (incident) => incident.token !== token || !incident.held);

function keepIncidents(draft: Draft, kept: (incident: Incident) => boolean): void {
  const incidents = draft.incidents?.filter(kept);
  if (!incidents || incidents.length === draft.incidents?.length) return;
  draft.incidents = incidents;
  if (incidents.length > 0) return;
  clearIncidents(draft);
  draft.status = 'active';
}

/** The alarm has gone off at the token, or is to go off again. */
export const ringing = (draft: Draft, id: string, alarm: Alarm): void => changeToken(draft, id, (token) => ({ ...token, rung: [...(token.rung ?? []), alarm] }));

export const unring = (draft: Draft, id: string, alarm: Alarm): void =>
  changeToken(draft, id, ({ rung = [], ...token }) => {
    const left = rung.filter((each) => each !== alarm);
    return left.length > 0 ? { ...token, rung: left } : token;
  });

/** The conditions that hold now; absent while there are none. */
export function setMet(draft: Draft, met: readonly Met[]): void {
  if (met.length > 0) draft.met = met;
  else delete draft.met;
}
