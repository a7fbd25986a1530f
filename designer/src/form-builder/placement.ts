import type { UiElement } from '@requestry/model';
import type { Dragged } from './drag.js';
import { targetOf } from './edits.js';
import { elementAt, isContainer } from './tree.js';
import type { Path, Place } from './tree.js';

/** Where a click on the palette adds: where the person asked to insert, after the selection, else at the end of the page. */
export function placeToAdd(ui: UiElement, { selected, inserting, page }: { readonly selected?: Path; readonly inserting?: Place; readonly page: number }): Place {
  if (inserting && isContainer(elementAt(ui, inserting.parent))) return inserting;
  const chosen = selected ? elementAt(ui, selected) : undefined;
  if (selected && chosen && chosen.type !== 'Category') {
    if (isContainer(chosen) && chosen.elements.length === 0) return { parent: selected, index: 0 };
    return { parent: selected.slice(0, -1), index: (selected.at(-1) ?? 0) + 1 };
  }
  const parent = ui.type === 'Categorization' ? [page] : [];
  const container = elementAt(ui, parent);
  return { parent, index: isContainer(container) ? container.elements.length : 0 };
}

/** Whether what is dragged may be put there: in a container that holds fields, and not into itself. */
export function accepts(ui: UiElement, dragged: Dragged, place: Place): boolean {
  const parent = elementAt(ui, place.parent);
  if (!parent || parent.type === 'Categorization') return false;
  return 'new' in dragged || targetOf(dragged.path, place) !== undefined;
}
