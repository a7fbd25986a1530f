import { localize, outcomesOf } from '@requestry/model';
import type { Directory, JsonSchema, Kind, Locale, LocalizedText, Org, StepSettings } from '@requestry/model';
import { fieldsOf } from '../route-tab/fields.js';
import type { FieldSort, FormField } from '../route-tab/fields.js';
import { ruleWords } from './locales/index.js';
import type { RuleWords } from './locales/index.js';

/** A step as rules name it. */
export interface RuleStep {
  readonly id: string;
  readonly title: LocalizedText;
  readonly settings: StepSettings;
}

/** Something with an id and a title. */
interface Titled {
  readonly id: string;
  readonly title: LocalizedText;
}

/** What the sentences about a kind's rules are told with. What is not known is called by its id. */
export interface RuleNames {
  readonly locale: Locale;
  readonly w: RuleWords;
  readonly org: Org;
  readonly kind: Kind;
  readonly fields: readonly FormField[];
  readonly directories: readonly Directory[];
  readonly steps: readonly RuleStep[];
  fieldTitle(name: string): string;
  directoryTitle(id: string): string;
  kindTitle(id: string): string;
  stepTitle(id: string): string;
  outcomeTitle(step: string | undefined, id: string): string;
  recordTitle(directory: string, id: string): string;
}

/** Everything that names come from. */
export interface NameSources {
  readonly kind: Kind;
  readonly locale: Locale;
  readonly org?: Org;
  readonly directories?: readonly Directory[];
  readonly kinds?: readonly Titled[];
  readonly steps?: readonly RuleStep[];
  readonly records?: (directory: string) => readonly { readonly value: string; readonly title: string }[] | undefined;
}

const nobody: Org = { units: [], people: [], roles: [], groups: [], substitutions: [] };

/** Names to tell the rules of a kind with. */
export function ruleNames({ kind, locale, org = nobody, directories = [], kinds = [], steps = [], records }: NameSources): RuleNames {
  const fields = fieldsOf(kind, locale);
  const titleIn = (items: readonly Titled[], id: string): string => localize(items.find((each) => each.id === id)?.title, locale) || id;
  return {
    locale, org, kind, fields, directories, steps,
    w: ruleWords[locale],
    fieldTitle: (name) => fieldPath(name, fields, kind, locale),
    directoryTitle: (id) => titleIn(directories, id),
    kindTitle: (id) => titleIn([kind, ...kinds], id),
    stepTitle: (id) => titleIn(steps, id),
    outcomeTitle: (step, id) => {
      const settings = steps.find((each) => each.id === step)?.settings;
      return localize(settings && outcomesOf(settings).find((each) => each.id === id)?.title, locale) || id;
    },
    recordTitle: (directory, id) => records?.(directory)?.find(({ value }) => value === id)?.title ?? id,
  };
}

/** `lines.item` as "Lines → Item". */
function fieldPath(path: string, fields: readonly FormField[], kind: Kind, locale: Locale): string {
  const [top = '', column] = path.split('.');
  const title = fields.find(({ name }) => name === top)?.title ?? top;
  return column === undefined ? title : `${title} → ${columnsOf(kind, top, locale).find(({ name }) => name === column)?.title ?? column}`;
}

/** The sort of a property of records. */
export function sortOfProperty(schema: JsonSchema | undefined): FieldSort {
  const type = Array.isArray(schema?.type) ? schema.type.find((each) => each !== 'null') : schema?.type;
  if (schema?.enum) return 'choice';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (schema?.format === 'date' || schema?.format === 'date-time') return 'date';
  return type === 'string' ? 'text' : 'other';
}

/** A property of records, or a column of a table. */
export interface NamedProperty {
  readonly name: string;
  readonly title: string;
  readonly sort: FieldSort;
  readonly directory?: string;
}

const titleOfSchema = (schema: JsonSchema | undefined, locale: Locale): string => localize(schema?.title as LocalizedText | undefined, locale);

/** Properties of a directory's records. */
export const propertiesOf = (directory: Directory | undefined, locale: Locale): readonly NamedProperty[] =>
  Object.entries(directory?.schema.properties ?? {}).map(([name, schema]) => ({ name, title: titleOfSchema(schema, locale) || name, sort: sortOfProperty(schema) }));

/** Columns of a table of the form, those that choose from a directory with it. */
export function columnsOf(kind: Kind, table: string, locale: Locale): readonly NamedProperty[] {
  const items = kind.form.schema.properties?.[table]?.items;
  const control = controlOf(kind.form.ui, `#/properties/${table}`);
  const columns = typeof items === 'object' ? (items.properties ?? {}) : {};
  return Object.entries(columns).map(([name, schema]) => {
    const shown = control?.options?.rq?.columns?.find(({ property }) => property === name);
    const directory = shown?.options?.rq?.lookup?.directory;
    return { name, title: localize(shown?.label, locale) || titleOfSchema(schema, locale) || name, sort: directory === undefined ? sortOfProperty(schema) : 'record', ...(directory === undefined ? {} : { directory }) };
  });
}

function controlOf(element: Kind['form']['ui'], scope: string): Extract<Kind['form']['ui'], { readonly type: 'Control' }> | undefined {
  if (element.type === 'Control') return element.scope === scope ? element : undefined;
  if (!('elements' in element)) return undefined;
  for (const inner of element.elements) {
    const found = controlOf(inner, scope);
    if (found) return found;
  }
  return undefined;
}
