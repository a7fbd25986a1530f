/** Files: bytes that are kept once, named by references, and read by whoever sees a place where they hang. */
import type { FileRef } from './request.js';

/** A file on its way in. */
export interface NewFile {
  /** As its owner names it; what cannot be a name is taken out of it (`safeFileName`). */
  readonly name: string;
  readonly content: Blob | ReadableStream<Uint8Array>;
}

/** How whoever sends or reads a file follows it. */
export interface Transfer {
  /** Breaks it off; nothing is kept then. */
  readonly signal?: AbortSignal;
  /** Hears how many bytes are through. */
  progress?(bytes: number): void;
}

/** Which file, and what of it. */
export interface FileQuery {
  /** `sha256` of its reference. */
  readonly file: string;
  /** The request where its reference stands: looked at first, so that much used files are found at once. */
  readonly request?: string;
  /** Bytes from `start` to before `end`, counted from the end when negative; all when absent. */
  readonly start?: number;
  readonly end?: number;
}

/** What is in a file, or in a part of it. */
export interface FileContent {
  /** Name as the place has it where the reader sees it; type by content. */
  readonly file: FileRef;
  /** The part that `content` is. */
  readonly start: number;
  readonly end: number;
  /** To be read or cancelled. Fails with `STORAGE_UNAVAILABLE` when the file is removed meanwhile. */
  readonly content: ReadableStream<Uint8Array>;
}

/** Keeping and reading files. */
export interface FileService {
  /**
   * Keeps a file and gives its reference, to be put into a field or a comment. Until then only its sender may read it, and what hangs nowhere for a day
   * is removed. Files are known by what is in them: a repeat gives the same reference and needs no key. Rejects with `INVALID` past the bounds, `STATE` (`file.no-store`) where the store keeps no files, `STORAGE_FULL` when there is no room.
   */
  keepFile(file: NewFile, transfer?: Transfer): Promise<FileRef>;
  /**
   * What is in a file that the actor may read: they see a field or a comment where it hangs now, or brought it themselves and it waits to be hung somewhere.
   * Rejects with `NOT_FOUND` for a file that is not there and one that is not theirs alike, `INVALID` (`file.range`) when the part begins after its end.
   */
  readFile(query: FileQuery, transfer?: Pick<Transfer, 'signal'>): Promise<FileContent>;
}

/** Letters and digits of a SHA-256. */
const hash = /^[0-9a-f]{64}$/;

/** It could name a file. */
export const isFileHash = (text: unknown): text is string => typeof text === 'string' && hash.test(text);

/** A value that names kept bytes: a reference wherever it stands. */
export function isFileRef(value: unknown): value is FileRef & { readonly sha256: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { sha256, name, size } = value as Readonly<Record<string, unknown>>;
  return typeof sha256 === 'string' && typeof name === 'string' && typeof size === 'number';
}

/** A reference and where in some data it stands, as JSON pointer. */
export interface FoundRef {
  readonly path: string;
  readonly ref: FileRef & { readonly sha256: string };
}

/** Deeper than anything that is stored. */
const deepest = 64;

/** All references in some data, in order. */
export function fileRefsIn(data: unknown, path = '', depth = 0): readonly FoundRef[] {
  if (typeof data !== 'object' || data === null || depth > deepest) return [];
  if (isFileRef(data)) return [{ path, ref: data }];
  return Object.entries(data).flatMap(([name, value]) => (typeof value === 'object' && value !== null ? fileRefsIn(value, `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, depth + 1) : []));
}

/** Characters of a name at most. */
const longestName = 150;

/** A name that every file system takes and that shows as what it is: no path, nothing that does not print, no dots at its ends. `file` when nothing is left. The ending stays. */
export function safeFileName(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const clean = trimmed(last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu, ''));
  const short = trimmed(shortened(clean));
  if (short === '') return 'file';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `_${short}` : short;
}

const trimmed = (text: string): string => text.replace(/^[.\s]+|[.\s]+$/gu, '');

function shortened(name: string): string {
  const letters = [...name];
  if (letters.length < longestName) return name;
  const [ending = ''] = /\.[^.]{1,20}$/u.exec(name) ?? [];
  return `${letters.slice(0, longestName - 1 - [...ending].length).join('')}${ending}`;
}
