import { RequestryError } from '@requestry/model';
import { nextMoment } from '../moment.js';
import { happen } from '../nodes/happen.js';
import { resumeStep } from '../nodes/postpone.js';
import { keyText, signal } from '../nodes/throw.js';
import { isBeside, waitsFor, type Wait } from '../nodes/waits.js';
import type { Run } from '../run.js';
import { setValues } from '../scopes.js';
import type { ProcessCommand } from '../types.js';

type Of<Type extends ProcessCommand['type']> = ProcessCommand & { readonly type: Type };

/** A timer goes off; one that repeats beside an activity is armed for the next time. */
export function fire(run: Run, { timer: id }: Of<'timer'>): void {
  const timer = run.state.timers.find((candidate) => candidate.id === id);
  if (!timer) throw new RequestryError('STATE', `Timer "${id}" is not armed`, { params: { timer: id } });
  const token = timer.token === undefined ? undefined : run.token(timer.token);
  const node = run.node(timer.node);
  run.emit({ type: 'timer-fired', timer: id, node: timer.node });
  if (token?.postponed && token.node === node.id) return resumeStep(run, token, { trace: { code: 'step.resumed-time', params: { at: timer.at } } });
  if (!token && timer.token !== undefined) return;
  happen(run, { node, ...(token ? { token } : {}) });
  const next = isBeside(node) ? nextMoment(node, timer, run.world) : undefined;
  if (next) run.armTimer(timer.token, node.id, next);
}

/** The first that waits for the message with this key receives it; one without a key takes any. */
export function receiveMessage(run: Run, { name, key, data, by }: Of<'message'>): void {
  const wait = waitsFor(run, 'message').find((candidate) => isFor(run, candidate, name, key));
  if (!wait) throw new RequestryError('STATE', `Nobody waits for message "${name}"${key === undefined ? '' : ` with key "${key}"`}`, { params: { message: name, key: key ?? null } });
  const told = { name, ...(key !== undefined ? { key } : {}) };
  run.emit({ type: 'message-received', ...told, node: wait.node.id, ...(by !== undefined ? { by } : {}), trace: { code: 'message.received', params: told } });
  if (data) setValues(run, wait.token, wait.node, data);
  happen(run, wait);
}

function isFor(run: Run, { node, token }: Wait, name: string, key: string | undefined): boolean {
  if (node.event?.type !== 'message' || node.event.name !== name) return false;
  const wanted = keyText(run, token, node, node.event.key);
  return !wanted || (wanted.problem === undefined && wanted.key === key);
}

export function receiveSignal(run: Run, { name, data }: Of<'signal'>): void {
  signal(run, name, data);
}

export function changeData(run: Run, { data, by }: Of<'data'>): void {
  if (Object.keys(data).length === 0) return;
  run.emit({ type: 'data-set', by, data });
  run.setData(data);
}
