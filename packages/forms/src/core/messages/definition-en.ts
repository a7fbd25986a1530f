import type { IssueText } from './en.js';
import { count } from './en.js';
import { someOf } from './some-of.js';

/** Words for what is wrong with a form's definition or left out of an import: what designers read. */
export const definitionEn = {
  'dialect.no-schema': () => 'A schema is an object',
  'dialect.too-large': (p) => `The schema is too large: at most ${count(p, 'limit', 'part', 'parts')}`,
  'dialect.too-deep': (p) => `The schema is nested too deeply: at most ${count(p, 'limit', 'level', 'levels')}`,
  'dialect.keyword-refused': (p) => `“${p.text('keyword')}” is not supported`,
  'dialect.keyword-unknown': (p) => `“${p.text('keyword')}” is unknown and has no effect`,
  'dialect.value': (p) => `“${p.text('keyword')}” has a value of the wrong kind`,
  'dialect.ref-refused': (p) => `The reference “${p.text('ref')}” leads outside the schema`,
  'dialect.ref-unknown': (p) => `The reference “${p.text('ref')}” leads nowhere`,
  'dialect.ref-loop': (p) => `The reference “${p.text('ref')}” leads back to itself`,
  'dialect.pattern': (p) => `The pattern “${p.text('pattern')}” is wrong or could take too long`,
  'dialect.format-unknown': (p) => `The format “${p.text('format')}” is not checked`,
  'dialect.name-refused': (p) => `The name “${p.text('name')}” cannot be used`,
  'form-definition.no-field': (p) => `The schema has no field ${p.text('scope')}`,
  'form-definition.shape': (p) => `The layout is wrong here: “${p.text('wanted')}” is missing or of the wrong kind`,
  'form-definition.circle': (p) => `Computed fields depend on each other in a circle: ${someOf(p.list('fields'))}`,
  'form-definition.too-large': (p) => `The form is too large: at most ${count(p, 'limit', 'element', 'elements')}`,
  'import.option': (p) => `“${p.text('option')}” was not taken over`,
  'import.widget': (p) => `The widget “${p.text('widget')}” was replaced by the usual field`,
  'import.keyword': (p) => `“${p.text('keyword')}” of the schema was left out`,
  'import.wrapped': (p) => `The data became the field “${p.text('property')}”`,
  'import.element': (p) => `The element “${p.text('element')}” was left out`,
  'import.condition': (p) => `A condition was left out: “${p.text('element')}”`,
  'import.column': (p) => `Column ${p.text('column')} has no header and was left out`,
  'import.no-field': (p) => `There is no field “${p.text('field')}” in the schema`,
} satisfies Readonly<Record<string, IssueText>>;
