import type { Directory, FormDefinition, Kind, Locale, Org, UiControl } from '@requestry/model';
import { setProperty } from './edits.js';
import { keyOf } from './tree.js';
import type { Path } from './tree.js';

/** What the parts of the panel share. */
export interface PropertyPanel {
  readonly kind: Kind;
  readonly form: FormDefinition;
  readonly path: Path;
  readonly language: Locale;
  readonly content: Locale;
  readonly directories: readonly Directory[];
  readonly org: Org | undefined;
  /** Takes a changed form over. */
  readonly change: (what: string, form: FormDefinition, coalesce?: string) => void;
}

/** Sets a keyword of the property that a control shows. */
export const withKeyword = (panel: PropertyPanel, control: UiControl, patch: Readonly<Record<string, unknown>>): FormDefinition => setProperty(panel.form, keyOf(control), patch);
