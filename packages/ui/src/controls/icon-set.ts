import { basicIcons } from './basic-icons.js';

type Strokes = readonly string[];

let rest: typeof import('./more-icons.js') | undefined;
let coming: Promise<void> | undefined;

const named = <T>(list: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(list, name) ? list[name] : undefined);

/** Strokes of an icon; undefined while the part of the set that may have it is not there. A name that the set does not know gives the plain box of a request. */
export function strokesOf(name: string): Strokes | undefined {
  return named<Strokes>(basicIcons, name) ?? (rest && (named<Strokes>(rest.moreIcons, name) ?? strokesOf(named(rest.iconAliases, name) ?? 'form')));
}

/** Fetches the icons beyond the basic ones. Rejects when they cannot be fetched; the next call tries again. */
export function loadIcons(): Promise<void> {
  coming ??= import('./more-icons.js').then((icons) => void (rest = icons)).finally(() => (coming = undefined));
  return coming;
}
