/** A place in the workspace. Hosts' own places are named by their item. */
export type Place =
  | { readonly at: 'inbox' | 'catalog' | 'requests' | 'journal' | 'preferences' }
  | { readonly at: 'new'; readonly kind: string }
  | { readonly at: 'request'; readonly request: string; readonly task?: string }
  | { readonly at: 'item'; readonly item: string };

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The place that a name means: `inbox`, `new`, `new/<kind>`, `requests`, `requests/<id>`, `journal`, `preferences`, or a host's item; undefined for anything else. */
export function placeOf(view: string, items: readonly string[]): Place | undefined {
  const [first = '', second = '', third = ''] = view.slice(0, 600).split('/').map(decode);
  if (first === 'inbox') return { at: 'inbox' };
  if (first === 'new') return second ? { at: 'new', kind: second } : { at: 'catalog' };
  if (first === 'requests') return second ? { at: 'request', request: second, ...(third ? { task: third } : {}) } : { at: 'requests' };
  if ((first === 'journal' || first === 'preferences') && !items.includes(first)) return { at: first };
  return items.includes(first) ? { at: 'item', item: first } : undefined;
}

/** The name of a place. */
export function viewOf(place: Place): string {
  switch (place.at) {
    case 'inbox':
    case 'requests':
    case 'journal':
    case 'preferences':
      return place.at;
    case 'catalog':
      return 'new';
    case 'new':
      return `new/${encodeURIComponent(place.kind)}`;
    case 'request':
      return ['requests', place.request, ...(place.task ? [place.task] : [])].map(encodeURIComponent).join('/');
    case 'item':
      return place.item;
  }
}

/** The entry of the navigation under which a place stands. */
export function tabOf(place: Place, from: string): string {
  if (place.at === 'new' || place.at === 'catalog') return 'new';
  if (place.at === 'request') return from;
  return place.at === 'item' ? place.item : place.at;
}
