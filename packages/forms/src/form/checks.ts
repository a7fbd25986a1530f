import './index.js';
import { localize } from '@requestry/model';
import type { Issue, Json } from '@requestry/model';
import { choicesOf, offersChoices } from '../fields/choices.js';
import { columnsOf } from '../fields/lines/columns.js';
import '../core/conditions-at-once.js';
import { concerns } from './concerns.js';
import type { FormStore } from './store.js';

export const styles = [];
export { pruneHidden } from '../core/prune.js';
export { validateForm } from '../core/validate-form.js';
export { afterPress } from './after-press.js';

/** The issue with titles in place of the values that a choice offers. */
export function titled(issue: Issue, store: FormStore): Issue {
  const place = issue.code === 'form.enum' ? store.places.find(({ path }) => concerns(issue, path)) : undefined;
  if (!place) return issue;
  const { control, schema, path } = place;
  const [, property] = (issue.path ?? '').slice(path.length + 1).split('/');
  const column = property === undefined ? undefined : columnsOf(store.text(control)).find((each) => each.property === property);
  const offering = column?.schema ?? (typeof schema.items === 'object' && !offersChoices(schema) ? schema.items : schema);
  const choices = choicesOf(offering, (column?.control ?? control).options?.rq ?? {}, (text) => localize(text, store.locale));
  const titleOf = (value: Json): Json => choices.find(({ key }) => key === JSON.stringify(value))?.title ?? value;
  const { allowed } = issue.params ?? {};
  return { ...issue, params: { ...issue.params, allowed: Array.isArray(allowed) ? allowed.map(titleOf) : [] } };
}
