import type { Issue } from '../errors.js';
import { plural } from '../text.js';
import type { Locale } from '../text.js';

type Params = Readonly<Record<string, string>>;
type FeelTexts = Readonly<Record<string, (params: Params) => string>>;

const what = (words: Readonly<Record<string, string>>, wanted: string | undefined): string => (wanted === undefined ? '' : (words[wanted] ?? `«${wanted}»`));

const wantedEn = { operator: 'an operator or the end', value: 'a value', name: 'a name', type: 'a type', string: 'a text in quotes', 'range-end': 'the end of the range' };
const wantedRu = { operator: 'знак действия или конец выражения', value: 'значение', name: 'имя', type: 'тип', string: 'текст в кавычках', 'range-end': 'конец диапазона' };

const en = {
  'feel.syntax': (p) => `Character ${p['position']}: ${p['found'] ? `found “${p['found']}”` : 'the expression ends too early'}, expected ${what(wantedEn, p['wanted']).replace(/[«»]/g, '"')}`,
  'feel.character': (p) => `Character ${p['position']}: “${p['found']}” means nothing here`,
  'feel.string-open': (p) => `Character ${p['position']}: the text has no closing quote`,
  'feel.number': (p) => `Character ${p['position']}: the number ${p['found']} is too large`,
  'feel.empty': () => 'The expression is empty',
  'feel.too-large': (p) => `The expression is too long: ${p['found']} characters, at most ${p['limit']}`,
  'feel.too-deep': (p) => `The expression is nested too deeply: at most ${p['limit']} levels`,
  'feel.too-long': () => 'The calculation takes too long and was stopped',
  'feel.unsupported': (p) => `“${p['found']}” is not supported`,
  'feel.unknown-function': (p) => `There is no function “${p['name']}”`,
  'feel.unknown-parameter': (p) => `The function “${p['name']}” has no parameter “${p['parameter']}”`,
  'feel.argument-count': (p) => `The function “${p['name']}” was given ${p['found']} ${plural(Number(p['found']), { one: 'argument', other: 'arguments' }, 'en')}, expected ${span(p, 'or more')}`,
  'feel.name-refused': (p) => `The name “${p['name']}” cannot be used`,
  'feel.not-boolean': (p) => `A condition must be yes or no; this gives ${p['found']}`,
  'feel.missing': (p) => `There is no value “${p['name']}”`,
  'feel.no-property': (p) => `A ${p['found']} has no property “${p['name']}”`,
  'feel.type': (p) => `“${p['operation']}” cannot be applied to ${p['found']}`,
  'feel.unreadable': (p) => `“${p['found']}” cannot be read as a date, time or duration`,
  'feel.pattern': (p) => `The pattern “${p['pattern']}” is wrong or not supported`,
  'feel.division-by-zero': () => 'Division by zero',
  'feel.number-range': () => 'The result is too large a number',
  'calendar.zone': (p) => `There is no time zone “${p['zone']}”`,
  'calendar.instant': () => 'The moment is out of range',
} satisfies FeelTexts;

const kinds: Readonly<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  boolean: 'да/нет',
  date: 'дата',
  time: 'время',
  'date and time': 'дата и время',
  'days and time duration': 'длительность в днях',
  'years and months duration': 'длительность в месяцах',
  list: 'список',
  context: 'набор полей',
  range: 'диапазон',
  function: 'функция',
  null: 'пусто',
};
const kindsRu = (found: string | undefined): string => (found ?? '').replace(/<.*>/, '').split(', ').map((kind) => kinds[kind] ?? kind).join(', ');

const ru = {
  'feel.syntax': (p) => `Символ ${p['position']}: ${p['found'] ? `найдено «${p['found']}»` : 'выражение оборвано'}, ожидается ${what(wantedRu, p['wanted'])}`,
  'feel.character': (p) => `Символ ${p['position']}: «${p['found']}» здесь ничего не значит`,
  'feel.string-open': (p) => `Символ ${p['position']}: у текста нет закрывающей кавычки`,
  'feel.number': (p) => `Символ ${p['position']}: число ${p['found']} слишком большое`,
  'feel.empty': () => 'Выражение пустое',
  'feel.too-large': (p) => `Выражение слишком длинное: ${p['found']} ${plural(Number(p['found']), { one: 'символ', few: 'символа', many: 'символов', other: 'символа' }, 'ru')}, допустимо не больше ${p['limit']}`,
  'feel.too-deep': (p) => `Слишком много вложенных частей: допустимо не больше ${p['limit']}`,
  'feel.too-long': () => 'Вычисление занимает слишком много времени и остановлено',
  'feel.unsupported': (p) => `«${p['found']}» не поддерживается`,
  'feel.unknown-function': (p) => `Нет функции «${p['name']}»`,
  'feel.unknown-parameter': (p) => `У функции «${p['name']}» нет параметра «${p['parameter']}»`,
  'feel.argument-count': (p) => `Функции «${p['name']}» ${plural(Number(p['found']), { one: 'передан', other: 'передано' }, 'ru')} ${p['found']} ${plural(Number(p['found']), { one: 'аргумент', few: 'аргумента', many: 'аргументов', other: 'аргумента' }, 'ru')}, ожидается ${span(p, 'или больше')}`,
  'feel.name-refused': (p) => `Имя «${p['name']}» использовать нельзя`,
  'feel.not-boolean': (p) => `Условие должно быть «да» или «нет», а здесь ${kindsRu(p['found'])}`,
  'feel.missing': (p) => `Нет значения «${p['name']}»`,
  'feel.no-property': (p) => `Нет свойства «${p['name']}» (${kindsRu(p['found'])})`,
  'feel.type': (p) => `Действие «${p['operation']}» неприменимо: ${kindsRu(p['found'])}`,
  'feel.unreadable': (p) => `«${p['found']}» не читается как дата, время или длительность`,
  'feel.pattern': (p) => `Шаблон «${p['pattern']}» записан неверно или не поддерживается`,
  'feel.division-by-zero': () => 'Деление на ноль',
  'feel.number-range': () => 'Результат — слишком большое число',
  'calendar.zone': (p) => `Нет часового пояса «${p['zone']}»`,
  'calendar.instant': () => 'Момент времени вне допустимых границ',
} satisfies Record<keyof typeof en, (params: Params) => string>;

/** `2`, `2–3` or `2 or more`. */
function span(params: Params, more: string): string {
  const { min = '', max = '' } = params;
  if (Number(max) >= 1000) return `${min} ${more}`;
  return min === max ? min : `${min}–${max}`;
}

const texts: Readonly<Record<Locale, FeelTexts>> = { ru, en };

/** Words for an issue of an expression; its code when it is not one of ours. */
export function feelIssueText(issue: Issue, locale: Locale): string {
  const text = texts[locale][issue.code];
  if (!text) return issue.code;
  return text(Object.fromEntries(Object.entries(issue.params ?? {}).map(([name, value]) => [name, String(value ?? '')])));
}
