import type { Kind, Locale } from '@requestry/model';
import type { RouteDoc } from '@requestry/route';
import type { Toast } from '@requestry/ui';
import { addBranch, duplicate, findBranch, findEntry, insertStep, moveBy, moveEntry, pasteEntries, removeBranch, removeEntries, tasksOf } from './doc-edits.js';
import type { Edited } from './doc-edits.js';
import { entryName, stepName } from './entry-text.js';
import { clipboard } from './intents.js';
import type { RouteIntent } from './intents.js';
import { words } from './locales/index.js';

/** An edit of the list, ready to be made one step of undo. */
export interface CarriedOut extends Edited {
  readonly label: string;
  readonly coalesce?: string;
  /** The kind, when it changes with the list. */
  readonly kind?: Kind;
}

/** What the list becomes when an intent is carried out, and the kind with it. Nothing when the intent changes no list, or finds nothing to change. */
export function carryOut(doc: RouteDoc, intent: RouteIntent, locale: Locale, kind?: Kind): CarriedOut | undefined {
  const t = words[locale];
  const named = (id: string | undefined): string => {
    const entry = id === undefined ? undefined : findEntry(doc, id)?.entry;
    return entry ? entryName(entry, locale) : '';
  };
  switch (intent.do) {
    case 'insert': {
      const edited = insertStep(doc, intent.place, intent.kind, locale);
      const entry = edited.id === undefined ? undefined : findEntry(edited.doc, edited.id)?.entry;
      return { ...edited, label: t.editAdd({ name: entry ? entryName(entry, locale) : '' }) };
    }
    case 'move':
      return changed(doc, moveEntry(doc, intent.id, intent.place), t.editMove({ name: named(intent.id) }));
    case 'moveBy':
      return changed(doc, findBranch(doc, intent.id) ? { doc } : moveBy(doc, intent.id, intent.delta), t.editMove({ name: named(intent.id) }));
    case 'remove':
      return withoutRules(doc, remove(doc, intent.ids, named, locale), kind);
    case 'duplicate':
      return changed(doc, duplicate(doc, intent.id), t.editAdd({ name: named(intent.id) }));
    case 'paste':
      return changed(doc, pasteEntries(doc, intent.place, clipboard.entries), t.editPaste);
    case 'addBranch':
      return { ...addBranch(doc, intent.split), label: t.editAddBranch };
    case 'apply':
      return { doc: intent.doc, label: intent.label, ...(intent.coalesce === undefined ? {} : { coalesce: intent.coalesce }), ...(intent.id === undefined ? {} : { id: intent.id }), ...(intent.kind === undefined ? {} : { kind: intent.kind }) };
    default:
      return undefined;
  }
}

const changed = (doc: RouteDoc, edited: Edited, label: string): CarriedOut | undefined => (edited.doc === doc ? undefined : { ...edited, label });

function remove(doc: RouteDoc, ids: readonly string[], named: (id: string) => string, locale: Locale): CarriedOut | undefined {
  const t = words[locale];
  const branch = ids.length === 1 && ids[0] !== undefined && findBranch(doc, ids[0]) ? ids[0] : undefined;
  if (branch !== undefined) return changed(doc, removeBranch(doc, branch), t.editRemoveBranch);
  const entries = ids.filter((id) => findEntry(doc, id));
  if (entries.length === 0) return undefined;
  return { ...removeEntries(doc, entries), label: entries.length === 1 ? t.editRemove({ name: named(entries[0] as string) }) : t.removedMany({ count: entries.length }) };
}

/** Conditions and guides of steps go with them. */
function withoutRules(before: RouteDoc, edit: CarriedOut | undefined, kind: Kind | undefined): CarriedOut | undefined {
  if (!edit || !kind) return edit;
  const left = new Set(tasksOf(edit.doc).map(({ id }) => id));
  const gone = new Set(tasksOf(before).map(({ id }) => id).filter((id) => !left.has(id)));
  const stays = ({ step }: { readonly step?: string }): boolean => step === undefined || !gone.has(step);
  const { guards = [], guides = [], ...rest } = kind;
  if (guards.every(stays) && guides.every(stays)) return edit;
  const [someGuards, someGuides] = [guards.filter(stays), guides.filter(stays)];
  return { ...edit, kind: { ...rest, ...(someGuards.length > 0 ? { guards: someGuards } : {}), ...(someGuides.length > 0 ? { guides: someGuides } : {}) } };
}

/** Intents after which the focus goes to what they made. */
export const movesFocus: ReadonlySet<RouteIntent['do']> = new Set<RouteIntent['do']>(['insert', 'paste', 'duplicate', 'moveBy', 'remove', 'addBranch']);

/** What was removed, which ways were mended, and the way back. */
export function removalToast(edit: CarriedOut, locale: Locale, undo: () => void): Toast {
  const t = words[locale];
  const mended = [...new Set((edit.mended ?? []).map(({ step }) => stepName(edit.doc, step, locale)))];
  const text = [edit.label, ...(mended.length > 0 ? [t.mendedNote({ steps: mended.join(', ') })] : [])].join('. ');
  return { text, action: { label: t.undo, run: undo } };
}
