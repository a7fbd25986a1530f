import type { en } from './en.js';

type Params = Readonly<Record<string, string>>;

/** Why a route is refused, Russian. */
export const ru = {
  'bpmn-engine.element': (p: Params) => `«${p['name']}»: элементы типа ${p['type']} в bpmn-engine не передаются.`,
  'bpmn-engine.command': (p: Params) => `С bpmn-engine заявку нельзя перенести в другое место маршрута (${p['command']}).`,
  'bpmn-engine.inclusive-join': (p: Params) => `«${p['name']}»: bpmn-engine не ждёт нескольких ветвей при включающем слиянии.`,
  'bpmn-engine.choice-before-join': (p: Params) => `«${p['name']}»: путь, который «${p['choice']}» не выбирает, bpmn-engine считает пришедшим к этому слиянию; оно срабатывает раньше времени, или заявка не заканчивается.`,
  'bpmn-engine.timer-before-join': (p: Params) => `«${p['name']}»: несработавший таймер на «${p['choice']}» bpmn-engine считает пришедшим к этому слиянию; оно срабатывает раньше времени, или заявка не заканчивается.`,
  'bpmn-engine.too-many-discards': (p: Params) => `«${p['name']}»: bpmn-engine проходит все невыбранные пути, здесь больше ${p['limit']} раз; каждый следующий выбор удваивает это число.`,
  'bpmn-engine.two-tokens': (p: Params) => `«${p['name']}»: сюда могут прийти сразу две ветви; bpmn-engine выполнит вторую только после первой.`,
  'bpmn-engine.gateways-in-a-row': (p: Params) => `«${p['name']}»: больше ${p['limit']} развилок подряд или круг из одних развилок; bpmn-engine на каждой вызывает себя снова, и стек переполняется.`,
} satisfies Record<keyof typeof en, (params: Params) => string>;
