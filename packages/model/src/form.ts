import type { Json } from './json.js';
import type { Locale, LocalizedText } from './text.js';

/** JSON Schema 2020-12, restricted to the form dialect (checked by `checkDialect` of `@requestry/forms/core`). */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly if?: JsonSchema | boolean;
  readonly then?: JsonSchema | boolean;
  readonly else?: JsonSchema | boolean;
  readonly default?: Json;
  readonly format?: string;
  readonly [keyword: string]: unknown;
}

/** One element of a layout in the JSON Forms convention; ours is always under `options.rq`. */
export type UiElement =
  | { readonly type: 'VerticalLayout' | 'HorizontalLayout'; readonly elements: readonly UiElement[]; readonly rule?: UiRule }
  | { readonly type: 'Group' | 'Category'; readonly label?: LocalizedText; readonly i18n?: string; readonly elements: readonly UiElement[]; readonly rule?: UiRule }
  | { readonly type: 'Categorization'; readonly elements: readonly UiElement[]; readonly options?: { readonly variant?: 'stepper' | 'tabs' }; readonly rule?: UiRule }
  | { readonly type: 'Label'; readonly text: LocalizedText; readonly i18n?: string; readonly rule?: UiRule; readonly options?: { readonly rq?: { readonly markdown?: boolean } } }
  | UiControl;

export interface UiControl {
  readonly type: 'Control';
  /** JSON pointer into the schema: `#/properties/equipment`. */
  readonly scope: string;
  readonly label?: LocalizedText | false;
  readonly i18n?: string;
  readonly options?: UiControlOptions;
  readonly rule?: UiRule;
}

export interface UiControlOptions {
  readonly placeholder?: LocalizedText;
  readonly multi?: boolean;
  readonly readonly?: boolean;
  readonly rq?: RqOptions;
  readonly [option: string]: unknown;
}

/** What JSON Forms cannot say. */
export interface RqOptions {
  /** Field type from the registry; by the schema when absent. */
  readonly field?: string;
  readonly help?: LocalizedText;
  /** Share of the row, 1…12. Default 12. */
  readonly width?: number;
  readonly rules?: readonly UiRule[];
  /** FEEL with leading `=`; the value follows the other fields and cannot be typed. */
  readonly computed?: string;
  /** FEEL with leading `=`, or a constant: the first value of a new request. Names: `initiator`, `unit`, `today`, `now`. */
  readonly initial?: Json;
  readonly lookup?: Lookup;
  /** Columns of repeating lines, by property name, and which are summed. */
  readonly columns?: readonly { readonly property: string; readonly label?: LocalizedText; readonly width?: number; readonly total?: boolean; readonly options?: UiControlOptions }[];
  /** Values of a hidden field are pruned on submit unless this is set. */
  readonly keep?: boolean;
  /** Titles of `enum` values by their JSON text. */
  readonly enumTitles?: Readonly<Record<string, LocalizedText>>;
  readonly currency?: string;
  readonly unitOfMeasure?: LocalizedText;
  readonly [option: string]: unknown;
}

/** A value chosen among the records of a directory. */
export interface Lookup {
  readonly directory: string;
  /** Record field → FEEL with leading `=` over the form's data: only records whose field equals (or contains) the value. */
  readonly filter?: Readonly<Record<string, Json>>;
  /** Form field (top-level property) → record field copied into it when a record is chosen. */
  readonly fill?: Readonly<Record<string, string>>;
}

export interface UiRule {
  readonly effect: 'SHOW' | 'HIDE' | 'ENABLE' | 'DISABLE';
  /** A schema over the value at `scope`, or FEEL with leading `=` over the whole data. */
  readonly condition: { readonly scope: string; readonly schema: JsonSchema; readonly failWhenUndefined?: boolean } | { readonly feel: string };
}

/** Texts of a form by key and language. */
export type FormTexts = Readonly<Partial<Record<Locale, Readonly<Record<string, string>>>>>;

export interface FormDefinition {
  readonly schema: JsonSchema;
  readonly ui: UiElement;
  readonly texts?: FormTexts;
}

/** What a step lets a person do with a field (top-level property name). */
export type FieldAccess = 'hidden' | 'read' | 'edit' | 'required';

/** Access by field; `*` stands for the rest, which is `read` on a step and `edit` at submission when absent. */
export type AccessMap = Readonly<Record<string, FieldAccess>>;
