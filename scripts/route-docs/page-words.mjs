// Words of the page of routes that belong to the page alone.
export const pageWords = {
  en: {
    title: 'Routes',
    other: '[По-русски](routes.ru.md)',
    intro: (uri) => `A route is a BPMN 2.0 file with a diagram. Standard elements mean what the standard says; what BPMN cannot say stands in elements and attributes of the namespace \`${uri}\`, prefix \`rq\`. Expressions are [FEEL](feel.md) with a leading \`=\`; durations are ISO 8601. Everything not on this page is refused when a kind is published, with the element named.`,
    elementsTitle: 'Elements',
    eventsTitle: 'Events',
    plain: 'nothing in particular',
    stepTypes: 'Sorts of steps',
    ours: '`rq:` elements and attributes',
    meaning: 'Meaning',
    names: 'Names',
    on: (about) => `\`rq:\` on ${about.replace(/\.$/, '').toLowerCase()}`,
    attributesOf: (names) => `Attributes of ${names}.`,
    inside: (tag, names) => `\`rq:${tag}\` in \`extensionElements\` of ${names}.`,
    table: '| Name | Type | Meaning | Without it |',
    many: 'many ',
    alsoTitled: 'Also takes `title`, `titleRu`, `titleEn`.',
  },
  ru: {
    title: 'Маршруты',
    other: '[In English](routes.md)',
    intro: (uri) => `Маршрут — файл BPMN 2.0 с диаграммой. Стандартные элементы означают то, что говорит стандарт; чего BPMN сказать не может, стоит в элементах и атрибутах пространства имён \`${uri}\`, префикс \`rq\`. Выражения — [FEEL](feel.md) с ведущим \`=\`; длительности — ISO 8601. Всё, чего нет на этой странице, отклоняется при публикации вида с названием элемента.`,
    elementsTitle: 'Элементы',
    eventsTitle: 'События',
    plain: 'без особого события',
    stepTypes: 'Виды этапов',
    ours: 'Элементы и атрибуты `rq:`',
    meaning: 'Значение',
    names: 'Названия',
    on: (about) => `\`rq:\`: ${about.replace(/\.$/, '').toLowerCase()}`,
    attributesOf: (names) => `Атрибуты ${names}.`,
    inside: (tag, names) => `\`rq:${tag}\` в \`extensionElements\` элементов ${names}.`,
    table: '| Имя | Тип | Значение | Если не задано |',
    many: 'много ',
    alsoTitled: 'Принимает и `title`, `titleRu`, `titleEn`.',
  },
};

/** Values of attributes by the words that the panel has for them. */
export const values = {
  'Who.rule': ['person', 'role', 'group', 'unitHead', 'initiator', 'initiatorHead', 'kindHead', 'source', 'field', 'performer', 'leastLoaded', 'table', 'feel'].map((value) => [value, `rule${value.charAt(0).toUpperCase()}${value.slice(1)}`]),
  'Mode.kind': [['one', 'modeOneOption'], ['first', 'modeFirstOption'], ['all', 'modeAllOption'], ['inTurn', 'modeInTurnOption'], ['quorum', 'modeQuorumOption']],
  'Outcome.effect': [['forward', 'effectForward'], ['return', 'effectReturn'], ['stop', 'effectStop']],
  'Access.level': [['hidden', 'accessHidden'], ['read', 'accessRead'], ['edit', 'accessEdit'], ['required', 'accessRequired']],
  'Escalation.action': [['notify', 'escalationNotify'], ['add', 'escalationAdd'], ['handOver', 'escalationHandOver'], ['decide', 'escalationDecide']],
  'End.state': [['completed', 'endCompleted'], ['rejected', 'endRejected'], ['refused', 'endRefused'], ['cancelled', 'endCancelled'], ['withdrawn', 'endWithdrawn']],
};
