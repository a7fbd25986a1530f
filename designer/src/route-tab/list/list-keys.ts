import type { RouteDoc } from '@requestry/route';
import { findBranch, findEntry, isSplit } from '../doc-edits.js';
import type { Place } from '../doc-edits.js';
import type { RouteIntent } from '../intents.js';

/** What a key press in the list may look at and do. */
export interface ListKeys {
  readonly doc: RouteDoc;
  /** The row with the focus. */
  readonly id: string;
  /** All rows in order. */
  readonly rows: readonly string[];
  readonly selection: readonly string[];
  placeAfter(id: string): Place;
  want(intent: RouteIntent): void;
  openMenu(id: string): void;
}

/** Does what a key means in the list. False when it means nothing. Letters go by their place on the keyboard, whatever its language. */
export function listKey(event: KeyboardEvent, keys: ListKeys): boolean {
  if (event.altKey) return moveKey(event, keys);
  if (event.ctrlKey || event.metaKey) return clipboardKey(event, keys);
  if (event.key === 'F8') return act(keys, { do: 'nextProblem' });
  if (event.key === 'Enter' || event.key === 'F2') return act(keys, { do: 'select', id: keys.id, from: 'list' }, { do: 'edit' });
  if (event.key === 'Delete' || event.key === 'Backspace') return act(keys, { do: 'remove', ids: chosen(keys) });
  if (event.code === 'Insert' || event.code === 'Equal' || event.code === 'NumpadAdd') {
    keys.openMenu(keys.id);
    return true;
  }
  const next = target(event, keys);
  if (next === undefined) return false;
  return act(keys, { do: 'select', id: next, extend: event.shiftKey, from: 'list' });
}

const act = (keys: ListKeys, ...intents: readonly RouteIntent[]): true => {
  for (const intent of intents) keys.want(intent);
  return true;
};

const chosen = ({ id, selection }: ListKeys): readonly string[] => (selection.includes(id) ? selection : [id]);

function moveKey(event: KeyboardEvent, keys: ListKeys): boolean {
  if (event.key === 'ArrowUp') return act(keys, { do: 'moveBy', id: keys.id, delta: -1 });
  if (event.key === 'ArrowDown') return act(keys, { do: 'moveBy', id: keys.id, delta: 1 });
  return false;
}

function clipboardKey(event: KeyboardEvent, keys: ListKeys): boolean {
  if (event.shiftKey || event.altKey) return false;
  if (event.code === 'KeyC') return act(keys, { do: 'copy', ids: chosen(keys), cut: false });
  if (event.code === 'KeyX') return act(keys, { do: 'copy', ids: chosen(keys), cut: true });
  if (event.code === 'KeyV') return act(keys, { do: 'paste', place: keys.placeAfter(keys.id) });
  if (event.code === 'KeyD') return act(keys, { do: 'duplicate', id: keys.id });
  return false;
}

function target(event: KeyboardEvent, { doc, id, rows }: ListKeys): string | undefined {
  const at = rows.indexOf(id);
  switch (event.key) {
    case 'ArrowDown':
      return rows[Math.min(rows.length - 1, at + 1)];
    case 'ArrowUp':
      return rows[Math.max(0, at - 1)];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowLeft':
      return findBranch(doc, id)?.split.id ?? findEntry(doc, id)?.place.branch ?? id;
    case 'ArrowRight':
      return inside(doc, id) ?? id;
    default:
      return undefined;
  }
}

function inside(doc: RouteDoc, id: string): string | undefined {
  const entry = findEntry(doc, id)?.entry;
  if (entry) return isSplit(entry) ? entry.branches[0]?.id : undefined;
  return findBranch(doc, id)?.branch.steps[0]?.id;
}
