import type { FileRef, Json } from '@requestry/model';
import type { FieldView, Pending } from '../../registry.js';
import { listOf } from '../optional.js';
import { isAccepted, limitsOf } from './limits.js';

/** Why a file is not on its way. */
export type Problem = 'failed' | 'too-large' | 'wrong-type' | 'too-many';

/** A file between being chosen and being kept. */
export interface Sending extends Pending {
  readonly file: File;
  readonly sent: number;
  readonly problem?: Problem;
  /** Why it failed. */
  readonly error?: unknown;
}

const longestName = 255;
let count = 0;

/** The files of a field that are on their way. */
export const sendingOf = (field: FieldView): readonly Sending[] => field.pending() as readonly Sending[];

/** Takes files that a person chose, dropped, pasted or photographed: sends those within the limits, names the others. */
export function take(field: FieldView, files: Iterable<File>): void {
  const limits = limitsOf(field);
  for (const file of files) {
    const room = limits.count - listOf(field.current()).length - sendingOf(field).filter(({ awaited }) => awaited).length;
    const problem = !isAccepted(file, limits.accept) ? 'wrong-type' : file.size > limits.size ? 'too-large' : room <= 0 ? 'too-many' : undefined;
    if (problem) add(field, { id: nextId(), file, sent: 0, awaited: false, problem, cancel: () => undefined });
    else if (field.files) send(field, file);
    else keep(field, { name: nameOf(file), size: file.size, type: file.type });
  }
}

/** Sends a file whose sending failed once more. */
export function sendAgain(field: FieldView, sending: Sending): void {
  dismiss(field, sending);
  send(field, sending.file);
}

/** Takes a file off the list; one that is being sent is stopped. */
export function dismiss(field: FieldView, sending: Sending): void {
  sending.cancel();
  field.setPending(sendingOf(field).filter(({ id }) => id !== sending.id));
}

const nextId = (): string => `file-${(count += 1)}`;
const nameOf = (file: File): string => file.name.slice(0, longestName);
const add = (field: FieldView, sending: Sending): void => field.setPending([...sendingOf(field), sending]);

function change(field: FieldView, id: string, changes: Partial<Sending>): void {
  const all = sendingOf(field);
  if (all.some((each) => each.id === id)) field.setPending(all.map((each) => (each.id === id ? { ...each, ...changes } : each)));
}

function keep(field: FieldView, ref: FileRef): void {
  field.set([...listOf(field.current()), { ...ref } as unknown as Json]);
}

function send(field: FieldView, file: File): void {
  const id = nextId();
  const stop = new AbortController();
  add(field, { id, file, sent: 0, awaited: true, cancel: () => stop.abort() });
  const progress = (sent: number): void => change(field, id, { sent });
  Promise.resolve()
    .then(() => field.files?.keep(file, { signal: stop.signal, progress }))
    .then((ref) => {
      if (stop.signal.aborted || !ref) return;
      field.setPending(sendingOf(field).filter((each) => each.id !== id));
      keep(field, ref);
    })
    .catch((error: unknown) => {
      if (!stop.signal.aborted) change(field, id, { problem: 'failed', error });
    });
}
