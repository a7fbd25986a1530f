import type { Locale } from '@requestry/model';
import { localize } from '@requestry/model';
import type { Route, RouteNode } from '@requestry/route';
import { quoted } from '../parts/localized.js';
import { words } from './locales/index.js';

/** Name of a node or flow for people, in quotes; what it is when it has none. */
export function nameOfElement(route: Route | undefined, id: string, locale: Locale): string {
  const t = words[locale];
  const node = route?.nodes.find((each) => each.id === id);
  if (node) {
    const name = ownName(node, locale);
    if (name) return quoted(name, locale);
    if (/Gateway$/.test(node.type)) return (route?.flows.filter((flow) => flow.to === id).length ?? 0) > 1 ? t.join : t.fork;
    return node.type === 'startEvent' ? t.startLabel : node.type === 'endEvent' ? t.endLabel : id;
  }
  const flow = route?.flows.find((each) => each.id === id);
  const title = flow && (localize(flow.title, locale) || flow.name);
  return title ? quoted(title, locale) : '';
}

const ownName = (node: RouteNode, locale: Locale): string => localize(node.step?.title ?? node.end?.title, locale) || (node.name?.replace(/\s+/gu, ' ').trim() ?? '');

/** A way through the route in words: names joined by arrows, flows without a name left out. With `at`, only as far as that. */
export function pathText(route: Route | undefined, way: readonly string[], locale: Locale, at?: number): string {
  const told = way.slice(0, at === undefined ? undefined : at + 1).map((id) => nameOfElement(route, id, locale)).filter((name) => name !== '');
  return told.filter((name, index) => name !== told[index - 1]).join(' → ');
}
