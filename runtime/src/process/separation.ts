import type { PersonId, Trace } from '@requestry/model';
import type { ProcessState, StepNode } from './types.js';

/** Who has done a step that the performers of this one must not have done, and which: separation of duties. The last round of a step counts. */
export function separatedFrom({ step }: StepNode, { steps }: Pick<ProcessState, 'steps'>): ReadonlyMap<PersonId, string> {
  const apart = new Map<PersonId, string>();
  for (const other of step.notPerformerOf ?? []) {
    const result = Object.hasOwn(steps, other) ? steps[other] : undefined;
    for (const person of [...(result?.agreed ?? []), ...(result?.by !== undefined ? [result.by] : [])]) if (!apart.has(person)) apart.set(person, other);
  }
  return apart;
}

/** Why a person is left out. */
export const separationTrace = (person: PersonId, step: string | undefined): Trace => ({ code: 'who.separated', params: { person, step: step ?? null } });
