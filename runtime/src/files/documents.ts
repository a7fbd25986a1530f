import type { Entry, Op } from '@requestry/storage';
import { fileRefsIn, type Comment, type FoundRef, type JsonObject, type Recurrence } from '@requestry/model';

/** Kept bytes. Its version guards them: whoever hangs them somewhere writes it, and so does whoever removes them. */
export interface FileDocument {
  /** By what is in them; what the name adds to that is in references. */
  readonly type: string;
  readonly size: number;
  /** Who brought them and has not hung them anywhere yet, the latest last. */
  readonly waiting: readonly Waiting[];
  /** When it is looked at whether they still hang somewhere, epoch milliseconds. */
  readonly due?: number;
  /** They are just coming in: nothing of them but this may be there, and what is there of them when nobody has gone on by then is removed. */
  readonly arriving?: true;
  /** They are being removed and can be hung nowhere any more; by which attempt. */
  readonly leaving?: string;
}

export interface Waiting {
  /** A person, or a visit. */
  readonly by: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One request, comment or recurring request in which a file hangs. What stands there decides; this only finds it. */
export interface PlaceDocument {
  readonly file: string;
  /** Its request; absent for recurring ones. */
  readonly request?: string;
  readonly comment?: string;
  readonly recurrence?: string;
}

type Holder = Omit<PlaceDocument, 'file'>;

const holderId = ({ request, comment, recurrence }: Holder): string => (comment !== undefined ? `comment:${comment}` : recurrence !== undefined ? `recurrence:${recurrence}` : `request:${request ?? ''}`);

/** Document id of a place. */
export const placeId = (file: string, holder: Holder): string => `${file}:${holderId(holder)}`;

/** What comes before the visit in who brought a visitor's file. */
const visitOf = /^source\/([^/]*)\//;

export const visitorOf = (source: string, visit: string): string => `source/${encodeURIComponent(source)}/${visit}`;

/** The source that a visitor's files came by; undefined for people. */
export const sourceWaiting = (by: string): string | undefined => {
  const [, source] = visitOf.exec(by) ?? [];
  return source === undefined ? undefined : `source/${source}`;
};

export function fileEntries({ due, waiting }: FileDocument): readonly Entry[] {
  const whose = new Set(waiting.flatMap(({ by }) => [by, sourceWaiting(by) ?? by]));
  return [...(due === undefined ? [] : [['files-due', due] as Entry]), ...[...whose].map((by): Entry => ['files-waiting', by])];
}

export const placeEntries = (place: PlaceDocument): readonly Entry[] => [['file-places', place.file, holderId(place)], ...(place.request === undefined ? [] : [['file-places-of', place.request] as Entry])];

const hangOp = (file: string, holder: Holder): Op => {
  const body: PlaceDocument = { file, ...holder };
  return { op: 'put', collection: 'file-places', id: placeId(file, holder), body, entries: placeEntries(body) };
};

/** The write after which a file hangs there no more. */
export const takenOff = (file: string, holder: Holder): Op => ({ op: 'delete', collection: 'file-places', id: placeId(file, holder) });

/** A reference as far as it matters: which field it is in and what it says. */
const sameRef = ({ path, ref }: FoundRef): string => JSON.stringify([path.split('/')[1], ref.sha256, ref.name, ref.type, ref.size]);

/** The writes that follow from what of a holder changed: files that hang there from now on, and those that do no more. */
function changed(before: unknown, after: unknown, holder: Holder): readonly Op[] {
  if (before === after) return [];
  const now = fileRefsIn(after);
  const then = fileRefsIn(before);
  if (now.length === 0 && then.length === 0) return [];
  const known = new Set(then.map(sameRef));
  const hung = new Set(now.filter((each) => !known.has(sameRef(each))).map(({ ref }) => ref.sha256));
  const kept = new Set(now.map(({ ref }) => ref.sha256));
  const gone = new Set(then.map(({ ref }) => ref.sha256).filter((file) => !kept.has(file)));
  return [...[...hung].map((file) => hangOp(file, holder)), ...[...gone].map((file) => takenOff(file, holder))];
}

/** Files of a request's fields. Without `before` it is a new one. */
export const hangInRequest = (request: string, before: JsonObject | undefined, after: JsonObject): readonly Op[] => changed(before, after, { request });

/** Files of a comment. */
export const hangInComment = ({ id: comment, request }: Comment, before: Comment['files'], after: Comment['files']): readonly Op[] => changed({ files: before ?? [] }, { files: after ?? [] }, { request, comment });

/** Files of a recurring request: while it goes on. */
export const hangInRecurrence = ({ id: recurrence }: Recurrence, before: JsonObject | undefined, after: JsonObject | undefined): readonly Op[] => changed(before, after, { recurrence });
