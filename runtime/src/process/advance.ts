import { RequestryError } from '@requestry/model';
import { apply } from './commands/apply.js';
import { armTop } from './nodes/waits.js';
import { settle } from './settle.js';
import { Run } from './run.js';
import { emptyState } from './state.js';
import type { Advance, CompiledRoute, ProcessCommand, ProcessState, World } from './types.js';

/** Puts a request at the start of its route and lets it run until it waits for somebody or ends. */
export function start(compiled: CompiledRoute, world: World): Advance {
  const run = new Run(compiled, emptyState, world);
  run.emit({ type: 'process-started', route: compiled.hash });
  run.create(compiled.start);
  armTop(run, compiled.eventStarts.get('') ?? []);
  return settle(run);
}

/**
 * One transition: applies the command and lets everything run until it waits again. Pure: no I/O, time or randomness.
 * Throws `RequestryError` with `STATE` when the command does not fit the state, `INVALID` when what it names does not exist.
 */
export function advance(compiled: CompiledRoute, state: ProcessState, command: ProcessCommand, world: World): Advance {
  if (state.status === 'ended') throw new RequestryError('STATE', 'The process has ended', { params: { status: state.status } });
  const run = new Run(compiled, state, world);
  apply(run, command);
  return settle(run);
}
