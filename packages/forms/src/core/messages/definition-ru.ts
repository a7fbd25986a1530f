import type { definitionEn } from './definition-en.js';
import type { IssueText } from './en.js';
import { someOf } from './some-of.js';
import { count, levels } from './ru.js';

const parts = { one: 'части', few: 'частей', many: 'частей', other: 'части' };
const elements = { one: 'элемента', few: 'элементов', many: 'элементов', other: 'элемента' };

/** Words for what is wrong with a form's definition or left out of an import: what designers read. */
export const definitionRu = {
  'dialect.no-schema': () => 'Схема должна быть объектом',
  'dialect.too-large': (p) => `Схема слишком большая: не больше ${count(p, 'limit', parts)}`,
  'dialect.too-deep': (p) => `Слишком много вложенных частей схемы: не больше ${count(p, 'limit', levels)}`,
  'dialect.keyword-refused': (p) => `«${p.text('keyword')}» не поддерживается`,
  'dialect.keyword-unknown': (p) => `«${p.text('keyword')}» — неизвестное слово, оно ни на что не влияет`,
  'dialect.value': (p) => `У «${p.text('keyword')}» значение не того вида`,
  'dialect.ref-refused': (p) => `Ссылка «${p.text('ref')}» ведёт за пределы схемы`,
  'dialect.ref-unknown': (p) => `Ссылка «${p.text('ref')}» никуда не ведёт`,
  'dialect.ref-loop': (p) => `Ссылка «${p.text('ref')}» ведёт сама на себя`,
  'dialect.pattern': (p) => `Шаблон «${p.text('pattern')}» записан неверно или может проверяться слишком долго`,
  'dialect.format-unknown': (p) => `Формат «${p.text('format')}» не проверяется`,
  'dialect.name-refused': (p) => `Имя «${p.text('name')}» использовать нельзя`,
  'form-definition.no-field': (p) => `В схеме нет поля ${p.text('scope')}`,
  'form-definition.shape': (p) => `Ошибка в раскладке: «${p.text('wanted')}» нет или задано неверно`,
  'form-definition.circle': (p) => `Вычисляемые поля зависят друг от друга по кругу: ${someOf(p.list('fields'))}`,
  'form-definition.too-large': (p) => `Форма слишком большая: не больше ${count(p, 'limit', elements)}`,
  'import.option': (p) => `«${p.text('option')}» не перенесено`,
  'import.widget': (p) => `Вместо элемента «${p.text('widget')}» взято обычное поле`,
  'import.keyword': (p) => `«${p.text('keyword')}» из схемы не перенесено`,
  'import.wrapped': (p) => `Данные стали полем «${p.text('property')}»`,
  'import.element': (p) => `Элемент «${p.text('element')}» не перенесён`,
  'import.condition': (p) => `Условие не перенесено: «${p.text('element')}»`,
  'import.column': (p) => `У столбца ${p.text('column')} нет заголовка, он не перенесён`,
  'import.no-field': (p) => `В схеме нет поля «${p.text('field')}»`,
} satisfies Readonly<Record<keyof typeof definitionEn, IssueText>>;
