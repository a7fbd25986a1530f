import { fileSorts, plural } from '@requestry/model';
import type { IssueParams } from './params.js';
import { someOf } from './some-of.js';

/** Words for one issue; the field's title is put in front by the caller where it is wanted. */
export type IssueText = (params: IssueParams) => string;

export const count = (p: IssueParams, name: string, one: string, other: string): string => `${p.shown(name)} ${plural(p.number(name), { one, other }, 'en')}`;
const types: Readonly<Record<string, string>> = { string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'yes or no', object: 'a group of fields', array: 'a list', null: 'nothing' };
const formats: Readonly<Record<string, string>> = { date: 'a date of the calendar, such as 31.12.2026', time: 'a time', 'date-time': 'a date and time', email: 'an e-mail address, such as name@company.com', uri: 'a web address, such as https://company.com', uuid: 'an identifier (UUID)' };

export const en = {
  'form.required': () => 'Fill in this field',
  'form.either-required': (p) => `Fill in at least one of: ${someOf(p.list('properties'))}`,
  'form.dependentRequired': (p) => `Fill in this field: “${p.text('property')}” is filled in`,
  'form.type': (p) => `Enter ${p.list('type').map((type) => types[type] ?? type).join(' or ')}`,
  'form.enum': (p) => `Choose one of: ${someOf(p.list('allowed'))}`,
  'form.const': (p) => (p.text('allowed') === 'true' ? 'This must be confirmed' : `The value must be ${p.text('allowed')}`),
  'form.minimum': (p) => `Enter ${p.shown('limit')} or more`,
  'form.maximum': (p) => `Enter ${p.shown('limit')} or less`,
  'form.exclusiveMinimum': (p) => `Enter more than ${p.shown('limit')}`,
  'form.exclusiveMaximum': (p) => `Enter less than ${p.shown('limit')}`,
  'form.multipleOf': (p) => (p.number('multiple') === 1 ? 'Enter a whole number' : `Enter a multiple of ${p.shown('multiple')}`),
  'form.minLength': (p) => (p.number('limit') === 1 ? 'Fill in this field' : `Enter at least ${count(p, 'limit', 'character', 'characters')}`),
  'form.maxLength': (p) => `Enter at most ${count(p, 'limit', 'character', 'characters')}`,
  'form.minItems': (p) => `Add at least ${count(p, 'limit', 'item', 'items')}`,
  'form.maxItems': (p) => `Leave at most ${count(p, 'limit', 'item', 'items')}`,
  'form.uniqueItems': () => 'The items must differ from each other',
  'form.contains': (p) => `At least ${count(p, 'min', 'item', 'items')} must meet the condition`,
  'form.minProperties': (p) => `Fill in at least ${count(p, 'limit', 'field', 'fields')}`,
  'form.maxProperties': (p) => `Fill in at most ${count(p, 'limit', 'field', 'fields')}`,
  'form.additionalProperties': (p) => `There is no field “${p.text('property')}”`,
  'form.propertyNames': (p) => `The name “${p.text('property')}” is not allowed`,
  'form.pattern': () => 'The value does not have the expected form',
  'form.format': (p) => `Enter ${formats[p.text('format')] ?? 'a value of the expected form'}`,
  'form.not': () => 'This value is not allowed',
  'form.not-allowed': () => 'This field must stay empty',
  'form.anyOf': () => 'The value fits none of the allowed variants',
  'form.oneOf': () => 'The value fits several variants at once; only one is allowed',
  'form.too-deep': (p) => `The data is nested too deeply: at most ${count(p, 'limit', 'level', 'levels')}`,
  'form.too-large': (p) => `There is too much data: at most ${count(p, 'limit', 'value', 'values')}`,
  'form.not-editable': () => 'This field cannot be changed at this step',
  'form.not-ready': () => 'The form has not loaded completely yet. Try again in a moment',
  'file.unknown': (p) => `The file “${p.text('name')}” is not there any more, or not yours. Add it again`,
  'file.not-as-kept': (p) => `The file “${p.text('name')}” is another than the one that was sent. Add it again`,
  'file.name': (p) => `The file cannot be named “${p.text('name')}”. Add it again`,
  'file.wrong-type': (p) => `The file “${p.text('name')}” is of another sort. Allowed: ${someOf(fileSorts(p.list('accept'), 'en'))}`,
  'file.too-many-at-once': (p) => `At most ${count(p, 'limit', 'file', 'files')} at once`,
  'form.unknown-field': (p) => `There is no field “${p.text('field')}”`,
} satisfies Readonly<Record<string, IssueText>>;
