import type { JsonObject } from './json.js';
import type { JsonSchema } from './form.js';
import type { AccessRule } from './kind.js';
import type { LocalizedText } from './text.js';

/** Reference data of one sort: its fields, how a record is titled, whether records form a tree. */
export interface Directory {
  readonly id: string;
  readonly title: LocalizedText;
  readonly schema: JsonSchema;
  /** Records may have parents. */
  readonly hierarchy?: boolean;
  /** Field that people know a record by (inventory number, code). */
  readonly keyField?: string;
  /** Text with `{field}` inserted, for example `{inventory} · {name}`. Default: `{name}`. */
  readonly titleTemplate?: string;
  /** Its records are contact persons: `field` names the card, of the other directory, that they belong to. They can be mentioned on requests of that client. */
  readonly contacts?: { readonly field: string; readonly directory: string };
  /** Its records can be kept by requests, and lookups tell how many are free. `quantity`: number property that says how many there are; one of each when absent. */
  readonly reservable?: { readonly quantity?: string };
  /** Who looks up its records and puts them into fields; whoever may design or administer does anyway. Everybody when absent. A request shows the titles of the records on it to all who see it. */
  readonly access?: AccessRule;
}

/** A directory as it is saved now. */
export interface DirectoryView extends Directory {
  /** Expected when it is saved again. */
  readonly version: number;
}

/** By which a record is told apart from those of other directories, whose ids may be the same: the key of its title in `RequestView.titles`. */
export const recordKey = (directory: string, id: string): string => `${directory}/${id}`;

export interface DirectoryRecord {
  readonly id: string;
  readonly directory: string;
  readonly parent?: string;
  readonly data: JsonObject;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly archived?: boolean;
}
