import { fileSorts, plural } from '@requestry/model';
import type { PluralForms } from '@requestry/model';
import type { en, IssueText } from './en.js';
import type { IssueParams } from './params.js';
import { someOf } from './some-of.js';

export const count = (p: IssueParams, name: string, forms: PluralForms): string => `${p.shown(name)} ${plural(p.number(name), forms, 'ru')}`;

/** Genitive after «не меньше» and «не больше»: не меньше 1 символа, не больше 5 символов. */
const characters = { one: 'символа', few: 'символов', many: 'символов', other: 'символа' };
const items = { one: 'позиции', few: 'позиций', many: 'позиций', other: 'позиции' };
export const fields = { one: 'поля', few: 'полей', many: 'полей', other: 'поля' };
export const levels = { one: 'уровня', few: 'уровней', many: 'уровней', other: 'уровня' };
const values = { one: 'значения', few: 'значений', many: 'значений', other: 'значения' };

const types: Readonly<Record<string, string>> = { string: 'текст', number: 'число', integer: 'целое число', boolean: 'да или нет', object: 'группа полей', array: 'список', null: 'пустое значение' };
const formats: Readonly<Record<string, string>> = { date: 'дату из календаря, например 31.12.2026', time: 'время', 'date-time': 'дату и время', email: 'адрес почты, например name@company.ru', uri: 'адрес сайта, например https://company.ru', uuid: 'идентификатор (UUID)' };

export const ru = {
  'form.required': () => 'Заполните поле',
  'form.either-required': (p) => `Заполните хотя бы одно из полей: ${someOf(p.list('properties'))}`,
  'form.dependentRequired': (p) => `Заполните поле, раз заполнено «${p.text('property')}»`,
  'form.type': (p) => `Нужно указать: ${p.list('type').map((type) => types[type] ?? type).join(' или ')}`,
  'form.enum': (p) => `Выберите одно из значений: ${someOf(p.list('allowed'))}`,
  'form.const': (p) => (p.text('allowed') === 'true' ? 'Нужно подтвердить' : `Значение должно быть ${p.text('allowed')}`),
  'form.minimum': (p) => `Укажите ${p.shown('limit')} или больше`,
  'form.maximum': (p) => `Укажите ${p.shown('limit')} или меньше`,
  'form.exclusiveMinimum': (p) => `Укажите больше ${p.shown('limit')}`,
  'form.exclusiveMaximum': (p) => `Укажите меньше ${p.shown('limit')}`,
  'form.multipleOf': (p) => (p.number('multiple') === 1 ? 'Укажите целое число' : `Укажите число, кратное ${p.shown('multiple')}`),
  'form.minLength': (p) => (p.number('limit') === 1 ? 'Заполните поле' : `Введите не меньше ${count(p, 'limit', characters)}`),
  'form.maxLength': (p) => `Введите не больше ${count(p, 'limit', characters)}`,
  'form.minItems': (p) => `Добавьте не меньше ${count(p, 'limit', items)}`,
  'form.maxItems': (p) => `Оставьте не больше ${count(p, 'limit', items)}`,
  'form.uniqueItems': () => 'Позиции не должны повторяться',
  'form.contains': (p) => `Условию должно отвечать не меньше ${count(p, 'min', items)}`,
  'form.minProperties': (p) => `Заполните не меньше ${count(p, 'limit', fields)}`,
  'form.maxProperties': (p) => `Заполните не больше ${count(p, 'limit', fields)}`,
  'form.additionalProperties': (p) => `Нет поля «${p.text('property')}»`,
  'form.propertyNames': (p) => `Имя «${p.text('property')}» не допускается`,
  'form.pattern': () => 'Значение записано не в том виде, какой ожидается',
  'form.format': (p) => `Укажите ${formats[p.text('format')] ?? 'значение в ожидаемом виде'}`,
  'form.not': () => 'Такое значение не допускается',
  'form.not-allowed': () => 'Это поле нужно оставить пустым',
  'form.anyOf': () => 'Значение не подходит ни к одному из вариантов',
  'form.oneOf': () => 'Значение подходит сразу к нескольким вариантам, а допускается один',
  'form.too-deep': (p) => `Слишком много вложенных данных: не больше ${count(p, 'limit', levels)}`,
  'form.too-large': (p) => `Слишком много данных: не больше ${count(p, 'limit', values)}`,
  'form.not-editable': () => 'На этом этапе поле изменить нельзя',
  'form.not-ready': () => 'Форма загрузилась ещё не целиком. Повторите чуть позже',
  'file.unknown': (p) => `Файла «${p.text('name')}» больше нет, или он не ваш. Добавьте его заново`,
  'file.not-as-kept': (p) => `Файл «${p.text('name')}» не тот, что был отправлен. Добавьте его заново`,
  'file.name': (p) => `Файл не может называться «${p.text('name')}». Добавьте его заново`,
  'file.wrong-type': (p) => `Файл «${p.text('name')}» другого типа. Допустимы: ${someOf(fileSorts(p.list('accept'), 'ru'))}`,
  'file.too-many-at-once': (p) => `За один раз — не больше ${p.shown('limit')} ${plural(p.number('limit'), { one: 'файла', other: 'файлов' }, 'ru')}`,
  'form.unknown-field': (p) => `Нет поля «${p.text('field')}»`,
} satisfies Readonly<Record<keyof typeof en, IssueText>>;
