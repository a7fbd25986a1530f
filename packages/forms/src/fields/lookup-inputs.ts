import '../form/index.js';
import { html } from 'lit';
import type { Json, PersonView, RecordView } from '@requestry/model';
import { define, overlayStyles } from '@requestry/ui/base';
import { chipStyles } from '../inputs/chip.styles.js';
import { RqFormCombobox } from '../inputs/combobox.js';
import { comboboxStyles } from '../inputs/combobox.styles.js';
import type { Option, OptionSource } from '../inputs/combobox-option.js';
import { lookupWords } from '../inputs/lookup-words.js';
import { configureField } from '../registry.js';
import type { FieldView, Found, TitleSource } from '../registry.js';
import type { Choice } from './choices.js';
import { idsOf, plainText } from './optional.js';
import { recordTitles } from './record/index.js';

define('rq-form-combobox', RqFormCombobox);

export const styles = [overlayStyles, chipStyles, comboboxStyles];

const limit = 50;

/** A combobox over people. */
export const renderPeople = (field: FieldView): unknown => renderLookup(field, { source: peopleSource(field), titles: { of: 'person' }, multi: field.schema.type === 'array' });

function peopleSource(field: FieldView): OptionSource | undefined {
  const { lookups, options } = field;
  if (!lookups) return undefined;
  return async ({ text }) => {
    const filter = field.filter();
    const people = await lookups.findPeople({
      text,
      unit: plainText(filter.unit) || plainText(options.unit as string) || undefined,
      role: plainText(filter.role) || plainText(options.role as string) || undefined,
      withLoad: options.load === true,
      limit,
    });
    const offered = people.filter((person) => !person.archived).map((person) => optionOf(person, field));
    return { items: options.load === true ? offered.toSorted((a, b) => (a.load ?? 0) - (b.load ?? 0)) : offered };
  };
}

function optionOf(person: PersonView, field: FieldView): Option {
  const notes = [field.localize(person.position), field.localize(person.unitTitle), person.substitute ? lookupWords[field.locale].substitute({ name: person.substitute }) : ''];
  return { id: person.id, title: person.name, note: notes.filter((note) => note !== '').join(' · '), ...(field.options.load === true ? { load: person.load ?? 0 } : {}) };
}

/** People whose name may be meant by a text. */
const findPeople = (text: string, field: FieldView): Promise<readonly Found[]> => findIn(peopleSource(field), text, { of: 'person' });

/** Units whose title may be meant by a text. */
const findUnits = (text: string, field: FieldView): Promise<readonly Found[]> => findIn(unitSource(field), text, { of: 'unit' });

/** Records whose title may be meant by a text. */
const findRecords = (text: string, field: FieldView): Promise<readonly Found[]> => findIn(recordSource(field, false), text, recordTitles(field.options));

configureField('person', { find: findPeople });
configureField('unit', { find: findUnits });
configureField('record', { find: findRecords });
configureField('tree-record', { find: findRecords });

/** Pages that are read at most for a title among many that contain it. */
const mostPages = 20;

async function findIn(options: OptionSource | undefined, text: string, source: TitleSource): Promise<readonly Found[]> {
  if (!options) throw new TypeError('There is nothing to look titles up in');
  const found: Option[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await options({ text, after });
    found.push(...items.filter((option) => !option.disabled));
    if (next === undefined) break;
    after = next;
  }
  return found.map(({ id, title, record }) => ({ value: id, title, source, ...(record ? { record } : {}) }));
}

/** A combobox over units. */
export const renderUnits = (field: FieldView): unknown => renderLookup(field, { source: unitSource(field), titles: { of: 'unit' }, multi: field.schema.type === 'array' });

function unitSource(field: FieldView): OptionSource | undefined {
  const { lookups } = field;
  if (!lookups) return undefined;
  return async ({ text }) => {
    const units = await lookups.findUnits({ text });
    const titles = new Map(units.map((unit) => [unit.id, field.localize(unit.title)]));
    return { items: units.map((unit) => ({ id: unit.id, title: field.localize(unit.title), note: unit.parent === undefined ? undefined : titles.get(unit.parent) })) };
  };
}

/** The combobox of a record, as a tree or flat. */
export function renderRecords(field: FieldView, tree: boolean): unknown {
  const multi = field.schema.type === 'array';
  return renderLookup(field, {
    source: recordSource(field, tree),
    titles: recordTitles(field.options),
    multi,
    tree,
    ...(multi ? {} : { choose: (option) => field.choose(option?.record) }),
  });
}

/** Finds records of the field's directory, narrowed by the lookup's filter; `tree` walks down from the top. */
function recordSource(field: FieldView, tree: boolean): OptionSource | undefined {
  const { lookups, options } = field;
  const directory = options.lookup?.directory;
  if (!lookups || !directory) return undefined;
  return async ({ text, after, parent }) => {
    const filter = field.filter();
    const page = await lookups.findRecords({
      directory,
      limit,
      ...(text ? { text } : {}),
      ...(after === undefined ? {} : { after }),
      ...(Object.keys(filter).length > 0 ? { filter } : {}),
      ...(tree && !text ? { parent: parent ?? null } : {}),
    });
    return { items: page.items.map((record) => ({ id: record.id, title: record.title, note: noteOf(record, field), record })), next: page.next };
  };
}

/** Where it stands in the tree, and how many of it are free. */
function noteOf({ path, available }: RecordView, field: FieldView): string | undefined {
  const notes = [path?.join(' › '), available === undefined ? undefined : lookupWords[field.locale].available({ count: available })].filter((note) => note !== undefined);
  return notes.length > 0 ? notes.join(' · ') : undefined;
}

/** A combobox over people, units or records. Without a source it says that the directory is not connected. */
function renderLookup(
  field: FieldView,
  { source, titles, multi = false, tree = false, choose }: { source: OptionSource | undefined; titles: TitleSource; multi?: boolean; tree?: boolean; choose?: (option: Option | undefined) => void },
): unknown {
  if (!source) return html`<span id=${field.id} class="muted">${lookupWords[field.locale].notConnected}</span>`;
  const set = (option: Option | undefined, chosen: readonly string[]): void => {
    if (option) field.learn(option.id, option.title, titles);
    if (choose) choose(option);
    else if (multi) field.set(chosen.length > 0 ? chosen : undefined);
    else field.set(chosen[0]);
  };
  return html`<rq-form-combobox
    .inputId=${field.id}
    .words=${field.words}
    .lookupWords=${lookupWords[field.locale]}
    .multi=${multi}
    .tree=${tree}
    .chosen=${idsOf(field.value)}
    .titleOf=${(id: string) => field.title(id, titles)}
    .source=${source}
    .choose=${set}
    .leave=${field.leave}
    .invalid=${field.invalid}
    .required=${field.required}
    .describedBy=${field.describedBy}
    .labelledBy=${field.labelledBy ?? `${field.id}-label`}
    .placeholder=${field.placeholder}
    .scheduler=${field.scheduler}
  ></rq-form-combobox>`;
}

const chosenIn = (field: FieldView): string => (field.value === undefined ? '' : JSON.stringify(field.value));

/** A combobox over the values that a schema offers. */
export function renderChoices(field: FieldView, choices: readonly Choice[]): unknown {
  const find = (text: string): readonly Choice[] => {
    const wanted = text.trim().toLocaleLowerCase();
    return wanted === '' ? choices : choices.filter((choice) => choice.title.toLocaleLowerCase().includes(wanted));
  };
  const valueOf = (key: string | undefined): Json | undefined => choices.find((choice) => choice.key === key)?.value;
  return html`<rq-form-combobox
    .inputId=${field.id}
    .words=${field.words}
    .lookupWords=${lookupWords[field.locale]}
    .chosen=${field.value === undefined ? [] : [chosenIn(field)]}
    .titleOf=${(key: string) => choices.find((choice) => choice.key === key)?.title ?? key}
    .source=${({ text }: { text: string }) => Promise.resolve({ items: find(text).map((choice) => ({ id: choice.key, title: choice.title })) })}
    .choose=${(option: { id: string } | undefined) => field.set(valueOf(option?.id))}
    .leave=${field.leave}
    .invalid=${field.invalid}
    .required=${field.required}
    .describedBy=${field.describedBy}
    .labelledBy=${field.labelledBy ?? `${field.id}-label`}
    .placeholder=${field.placeholder}
    .scheduler=${field.scheduler}
  ></rq-form-combobox>`;
}
