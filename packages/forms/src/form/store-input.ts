import type { AccessMap, FormDefinition, Issue, JsonObject, Locale, UiControl } from '@requestry/model';
import type { resolveScope } from '../core/page.js';
import type { FieldPart } from '../inputs/field-part.js';
import type { FieldType, Files, Lookups } from '../registry.js';

/** What the host gave. */
export interface StoreInput {
  readonly form: FormDefinition;
  readonly access?: AccessMap;
  readonly context: JsonObject;
  readonly locale: Locale;
  readonly lookups?: Lookups;
  readonly files?: Files;
  readonly titles: Readonly<Record<string, string>>;
  readonly given: readonly Issue[];
  /** Nothing is filled in: nothing is checked, and what only inputs and checks need is not missed. */
  readonly reading?: boolean;
  /** What is needed besides the parts of the fields. */
  readonly besides?: readonly FieldPart[];
}

/** One control of the form, worked out once per form. */
export interface FieldPlace {
  readonly id: string;
  readonly path: string;
  readonly control: UiControl;
  readonly schema: ReturnType<typeof resolveScope> & object;
  readonly type: FieldType | undefined;
  /** What its inputs need. */
  readonly parts: readonly FieldPart[];
}
