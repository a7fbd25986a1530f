import { localize } from '@requestry/model';
import type { Locale } from '@requestry/model';
import type { Route, RouteNode } from '../route.js';

/** A sentence in both languages. */
export interface Sentence {
  readonly ru: string;
  readonly en: string;
}

/** Names of nodes and flows as people know them. */
export interface Names {
  (id: string, locale: Locale): string;
}

const unnamed: Readonly<Record<string, Sentence>> = {
  parallelGateway: { ru: 'параллельно', en: 'in parallel' },
  parallelJoin: { ru: 'ждать всех', en: 'wait for all' },
  exclusiveGateway: { ru: 'условие', en: 'condition' },
  inclusiveGateway: { ru: 'несколько условий', en: 'several conditions' },
  inclusiveJoin: { ru: 'ждать нужных', en: 'wait for those under way' },
  startEvent: { ru: 'начало', en: 'start' },
  endEvent: { ru: 'завершение', en: 'end' },
  boundaryEvent: { ru: 'таймер', en: 'timer' },
  intermediateCatchEvent: { ru: 'ожидание', en: 'wait' },
};

/** Names by id: the title of the step, else the BPMN name, else what the node is. A flow goes by its name or by where it comes from. */
export function namesOf(route: Route): Names {
  const nodes = new Map(route.nodes.map((node) => [node.id, node]));
  const flows = new Map(route.flows.map((flow) => [flow.id, flow]));
  const into = new Map<string, number>();
  for (const flow of route.flows) into.set(flow.to, (into.get(flow.to) ?? 0) + 1);
  const nodeName = (node: RouteNode, locale: Locale): string => {
    const title = localize(node.step?.title ?? node.end?.title, locale) || node.name?.replace(/\s+/g, ' ').trim();
    if (title) return title;
    const joins = (into.get(node.id) ?? 0) > 1 ? node.type.replace(/Gateway$/, 'Join') : node.type;
    return (unnamed[joins] ?? unnamed[node.type])?.[locale] ?? node.id;
  };
  return (id, locale) => {
    const node = nodes.get(id);
    if (node) return nodeName(node, locale);
    const flow = flows.get(id);
    const from = flow && nodes.get(flow.from);
    if (!flow || !from) return id;
    return localize(flow.title, locale) || flow.name || nodeName(from, locale);
  };
}

const listed = (ids: readonly string[], names: Names, locale: Locale): string => {
  const shown = ids.slice(0, 4).map((id) => (locale === 'ru' ? `«${names(id, locale)}»` : `“${names(id, locale)}”`));
  return [...shown, ...(ids.length > 4 ? ['…'] : [])].join(', ');
};

const sentence = (make: (locale: Locale, quoted: (ids: readonly string[]) => string) => Sentence, names: Names): Sentence => ({
  ru: make('ru', (ids) => listed(ids, names, 'ru')).ru,
  en: make('en', (ids) => listed(ids, names, 'en')).en,
});

/** Sentences for findings. */
export const words = {
  deadlock: (names: Names, node: string, missing: readonly string[]) =>
    sentence((_, quoted) => ({
      ru: `Маршрут может зависнуть: узел ${quoted([node])} не дождётся ${missing.length === 1 ? 'ветви' : 'ветвей'} от ${quoted(missing)}.`,
      en: `The route may hang: ${quoted([node])} waits in vain for ${missing.length === 1 ? 'the branch' : 'branches'} from ${quoted(missing)}.`,
    }), names),
  standstill: (names: Names, nodes: readonly string[]) =>
    sentence((_, quoted) => ({ ru: `Маршрут может зависнуть: ждут ${quoted(nodes)}.`, en: `The route may hang: ${quoted(nodes)} wait for each other.` }), names),
  unsafe: (names: Names, node: string) =>
    sentence((_, quoted) => ({
      ru: `${quoted([node])} может выполняться дважды одновременно: ветви сходятся, не дождавшись друг друга.`,
      en: `${quoted([node])} may be done twice at once: branches come together without waiting for each other.`,
    }), names),
  improper: (names: Names, node: string) =>
    sentence((_, quoted) => ({
      ru: `Завершение ${quoted([node])} может наступить, когда другие ветви ещё не закончены.`,
      en: `The end ${quoted([node])} may be reached while other branches are still under way.`,
    }), names),
  dead: (names: Names, node: string) =>
    sentence((_, quoted) => ({ ru: `До ${quoted([node])} маршрут никогда не доходит.`, en: `The route never reaches ${quoted([node])}.` }), names),
  endless: (names: Names, nodes: readonly string[]) =>
    sentence((_, quoted) => ({ ru: `Маршрут ходит по кругу и никогда не завершится: ${quoted(nodes)}.`, en: `The route goes in circles and never ends: ${quoted(nodes)}.` }), names),
  spinning: (names: Names, nodes: readonly string[]) =>
    sentence((_, quoted) => ({
      ru: `Маршрут может ходить по кругу без участия человека и без ожидания: ${quoted(nodes)}.`,
      en: `The route may go in circles with no person and no waiting in between: ${quoted(nodes)}.`,
    }), names),
  missingStart: { ru: 'У маршрута нет начала.', en: 'The route has no start.' },
  missingEnd: { ru: 'У маршрута нет завершения.', en: 'The route has no end.' },
  danglingEnd: (names: Names, node: string) =>
    sentence((_, quoted) => ({ ru: `После ${quoted([node])} маршрут обрывается: добавьте следующий этап или завершение.`, en: `The route breaks off after ${quoted([node])}: add a next step or an end.` }), names),
  noRule: (names: Names, node: string) =>
    sentence((_, quoted) => ({ ru: `У этапа ${quoted([node])} не указан исполнитель.`, en: `Nobody is named to do ${quoted([node])}.` }), names),
  selfApproval: (names: Names, node: string) =>
    sentence((_, quoted) => ({ ru: `На этапе ${quoted([node])} инициатор согласует собственную заявку.`, en: `At ${quoted([node])} the initiator approves the own request.` }), names),
  separation: (names: Names, node: string, other: string) =>
    sentence((_, quoted) => ({
      ru: `Этап ${quoted([node])} некому выполнить: все его исполнители уже выполняют ${quoted([other])}, а обязанности разделены.`,
      en: `Nobody can do ${quoted([node])}: all its performers do ${quoted([other])}, and the duties are separated.`,
    }), names),
  nobody: (names: Names, node: string, why: Sentence) => ({
    ru: `Этап «${names(node, 'ru')}» некому назначить: ${why.ru}.`,
    en: `Nobody can be assigned to “${names(node, 'en')}”: ${why.en}.`,
  }),
};
