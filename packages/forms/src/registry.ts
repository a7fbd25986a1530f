import type { FileRef, Issue, Json, JsonObject, JsonSchema, Locale, LocalizedText, Page, RecordView, RequestService, RqOptions, UiControl, UiControlOptions } from '@requestry/model';
import type { FieldPart } from './inputs/field-part.js';
import type { FormMessages } from './locales/en.js';
import type { Scheduler } from './inputs/scheduler.js';

/** Where fields find people, units and records. A request service has all three. */
export type Lookups = Pick<RequestService, 'findRecords' | 'findPeople' | 'findUnits'>;

/** Where a form keeps files. A host brings its own; without one only name, size and type of a file are known. */
export interface Files {
  /** Keeps the bytes. Rejects when they could not be kept, and when `signal` says to stop. `progress` hears how many bytes are through. */
  keep(file: File, sending: { readonly signal: AbortSignal; progress(bytes: number): void }): Promise<FileRef>;
  /** Address to open or save a kept file; undefined when it has none. */
  address?(file: FileRef): string | undefined;
  /** Bytes of a kept file, where it has no address: asked for when a person saves or looks at it, so that rights count that hold then. Rejects with why not. Such files are shown by `<rq-kept-file>`: import `@requestry/ui/kept-file`, now or later. */
  read?(file: FileRef, signal: AbortSignal): Promise<Blob>;
  /** Why a file could not be kept, in words, and whether sending it again may help. When absent, or without words, the form says that it was not sent. */
  why?(error: unknown, locale: Locale): { readonly text: string; readonly again: boolean } | undefined;
}

/** Something on its way into the value of a field. The form is not submitted before all that is awaited has come or was given up. */
export interface Pending {
  readonly id: string;
  readonly awaited: boolean;
  /** What is to be said of it: a form with it is not submitted, whether it is still awaited or will not come. */
  readonly issue?: Issue;
  /** Gives it up. */
  cancel(): void;
}

/** A value that a text may mean. */
export interface Found {
  readonly value: string;
  readonly title: string;
  readonly source: TitleSource;
  /** The record, where the value is one: choosing it may fill other fields. */
  readonly record?: RecordView;
}

/** What a field needs to tell a value in words. */
export interface FieldText {
  readonly control: UiControl;
  readonly schema: JsonSchema;
  readonly locale: Locale;
  readonly words: FormMessages;
  /** Title of a record, person or unit by id; the id until it is known. */
  title(id: string, source: TitleSource): string;
  /** A text of the form in the language in force. */
  localize(text: LocalizedText | undefined): string;
  /** `options.rq` of the control. */
  readonly options: RqOptions;
  /** Where files are kept. */
  readonly files?: Files;
}

/** Where the title of an id comes from. */
export type TitleSource = { readonly of: 'person' } | { readonly of: 'unit' } | { readonly of: 'record'; readonly directory: string };

/** What a field is drawn from. Its inputs carry `id`, `describedBy` and `labelledBy`, so that label, help and error belong to them. */
export interface FieldView extends FieldText {
  readonly id: string;
  readonly label: string;
  readonly value: Json | undefined;
  /** The value now, where `value` is that of the drawing: for handlers that outlive it. */
  current(): Json | undefined;
  /** Grows when language, titles or the form itself changed: parts drawn before are out of date. */
  readonly revision: number;
  readonly readonly: boolean;
  readonly required: boolean;
  readonly invalid: boolean;
  /** Ids of help and error. */
  readonly describedBy: string | undefined;
  /** Ids of the texts that name the input, where no `<label for>` does (cells of a table). */
  readonly labelledBy: string | undefined;
  readonly placeholder: string;
  readonly lookups: Lookups | undefined;
  readonly scheduler: Scheduler;
  /** Issues of this field and below it. */
  readonly issues: readonly Issue[];
  issueText(issue: Issue): string;
  /** JSON pointer into the data. */
  readonly path: string;
  /** Puts a value; undefined takes it away. */
  set(value: Json | undefined): void;
  /** Puts a value of a lookup and copies what the lookup fills. */
  choose(record: RecordView | undefined): void;
  /** The person has left the field: errors may be shown. */
  leave(): void;
  /** Values that the lookup narrows its records by. */
  filter(): JsonObject;
  /** The same for a column's lookup, which sees the fields of its line before those of the form. */
  filterOf(control: UiControl, line: JsonObject): JsonObject;
  /** Remembers the title of an id, as `title` is asked for it. */
  learn(id: string, title: string, source: TitleSource): void;
  /** What is on its way into the value now. */
  pending(): readonly Pending[];
  setPending(pending: readonly Pending[]): void;
  /** The data of the whole form. */
  readonly data: JsonObject;
}

/** Sort of a field in the palette. */
export type FieldGroup = 'text' | 'number' | 'date' | 'choice' | 'people' | 'data' | 'other';

/** What the builder offers of a field type. */
export interface FieldConfig {
  readonly title: LocalizedText;
  /** Name of an icon of `@requestry/ui`. */
  readonly icon: string;
  readonly group: FieldGroup;
  /** Schema of a new field. */
  readonly schema: JsonSchema;
  /** Options of a new field. */
  readonly options?: UiControlOptions;
  /** Form of the builder's panel over `options.rq`. */
  readonly optionsSchema?: JsonSchema;
}

/** A field type describes itself to the renderer, the builder, lists and print. What only the builder reads of our own types comes with `@requestry/forms/palette`. */
export interface FieldType extends Partial<FieldConfig> {
  readonly type: string;
  /** `group`: several inputs under one name, so the label is not a `<label for>`. `own`: the field draws its label. */
  readonly labelling?: 'group' | 'own';
  /** Takes the whole row in read mode too. */
  readonly wide?: boolean;
  /** How well it suits a schema without `options.rq.field`; 0 or absent: never chosen by itself. */
  suits?(schema: JsonSchema, control: UiControl): number;
  /** What is wrong with a value that the schema cannot say, in words; undefined when nothing is. Not called for empty values. `data` is that of the whole form. */
  check?(value: Json, field: FieldText, data: JsonObject): string | undefined;
  /** What a text may mean, for texts that come from elsewhere, such as a paste; absent where the text is the value. Called only when its parts are there. Rejects when it cannot be asked. */
  find?(text: string, field: FieldView): Promise<readonly Found[]>;
  /** Parts that its inputs need. The field is drawn as an empty box until all of them are there. */
  parts?(schema: JsonSchema, control: UiControl): readonly FieldPart[];
  /** Parts that `renderRead` needs; it is called without them too, until they are there. */
  readParts?(schema: JsonSchema, control: UiControl): readonly FieldPart[];
  /** Height of that box in lines of one control; 1 when absent. */
  room?(value: Json | undefined): number;
  /** The inputs. Called only when its parts are there. */
  render(field: FieldView): unknown;
  /** The value in words, `''` when empty: read mode, lists, print, search. */
  text(value: Json | undefined, field: FieldText): string;
  /** What changed between two values, when two texts one after the other do not suffice. */
  renderCompare?(before: Json | undefined, after: Json | undefined, field: FieldText): unknown;
  /** Read mode when words in one line do not suffice. */
  renderRead?(value: Json | undefined, field: FieldText): unknown;
}

const types = new Map<string, FieldType>();

/** Adds a field type, or replaces the one of the same name. */
export function registerField(type: FieldType): void {
  types.set(type.type, type);
}

/** Gives a field type what comes later: what the builder reads, what its parts bring. What it says itself stays. */
export function configureField(type: string, config: Partial<FieldType>): void {
  const known = types.get(type);
  if (known) types.set(type, { ...config, ...known });
}

/** A field type that the builder can offer. */
export type PaletteField = FieldType & FieldConfig;

/** The field types that the builder can offer. */
export const paletteFields = (): readonly PaletteField[] => fieldTypes().filter((type): type is PaletteField => type.title !== undefined && type.schema !== undefined);

/** All field types in the order they were registered. */
export const fieldTypes = (): readonly FieldType[] => [...types.values()];

/** The field type of a name. */
export const fieldNamed = (type: string): FieldType | undefined => types.get(type);

/** The field type of a control: the one it names, else the one that suits its schema best; undefined when the named one is not registered. */
export function fieldFor(schema: JsonSchema, control: UiControl): FieldType | undefined {
  const named = control.options?.rq?.field;
  if (typeof named === 'string') return types.get(named);
  let best: FieldType | undefined;
  let rank = 0;
  for (const type of types.values()) {
    const suits = type.suits?.(schema, control) ?? 0;
    if (suits > rank) [best, rank] = [type, suits];
  }
  return best;
}

/** A page of options. */
export type LookupPage = Page<RecordView>;
