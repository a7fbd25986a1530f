import type { Calendar } from './calendar.js';
import type { Directory, DirectoryRecord } from './directory.js';
import type { Kind } from './kind.js';
import type { Org } from './org.js';
import type { Source } from './source.js';
import type { LocalizedText } from './text.js';

/** Kinds, routes, directories, organisation and calendars as one importable document. */
export interface System {
  readonly title: LocalizedText;
  /** Each kind with the BPMN XML of its route. */
  readonly kinds: readonly { readonly kind: Kind; readonly route?: string }[];
  readonly directories: readonly Directory[];
  /** Where requests come from. Their secrets are no part of the system. */
  readonly sources?: readonly Source[];
  readonly records: readonly DirectoryRecord[];
  readonly org: Org;
  readonly calendars: readonly Calendar[];
}
