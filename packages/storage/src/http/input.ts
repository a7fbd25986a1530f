/** Reads what came over the wire, piece by piece; a wrong piece is refused with its place. Bodies of documents are any JSON. */
import { RequestryError } from '@requestry/model';
import type { Batch, CountGroup, CountRange, Entry, Key, Op, Scalar, Scan, Search, StorageAdapter } from '../contract.js';

type Fields = Readonly<Record<string, unknown>>;

const mostKeys = 1000;

export function readKeys(input: unknown): Key[] {
  const { keys } = fields(input, '');
  const read = list(keys, '/keys').map((each, i) => keyAt(fields(each, `/keys/${i}`), `/keys/${i}`));
  if (read.length > mostKeys) refuse('/keys', `a list of ${read.length} keys, at most ${mostKeys}`);
  return read;
}

export function readBatch(input: unknown): Batch {
  const { ops, command, durability } = fields(input, '');
  if (durability !== undefined && durability !== 'relaxed' && durability !== 'strict') refuse('/durability', 'neither relaxed nor strict');
  return { ops: list(ops, '/ops').map((op, i) => opAt(fields(op, `/ops/${i}`), `/ops/${i}`)), command: command === undefined ? undefined : commandAt(fields(command, '/command')), durability };
}

export function readScan(input: unknown): Scan {
  const { along, keysOnly, ...range } = fields(input, '');
  return { ...readRange(range), keysOnly: optional(keysOnly, '/keysOnly', truth), along: along === undefined ? undefined : alongAt(fields(along, '/along')) };
}

const alongAt = ({ collection, field }: Fields): NonNullable<Scan['along']> => ({ collection: text(collection, '/along/collection'), field: text(field, '/along/field') });

function readRange({ index, eq, gt, gte, lt, lte, desc, limit, after }: Fields): Omit<Scan, 'keysOnly' | 'along'> {
  return {
    index: text(index, '/index'),
    eq: optional(eq, '/eq', scalars),
    gt: optional(gt, '/gt', scalars),
    gte: optional(gte, '/gte', scalars),
    lt: optional(lt, '/lt', scalars),
    lte: optional(lte, '/lte', scalars),
    desc: optional(desc, '/desc', truth),
    limit: number(limit, '/limit'),
    after: optional(after, '/after', text),
  };
}

export function readSearch(input: unknown): Search {
  const { collection, tokens, also, below, limit } = fields(input, '');
  return { collection: text(collection, '/collection'), tokens: texts(tokens, '/tokens'), also: optional(also, '/also', ranges), below: optional(below, '/below', text), limit: number(limit, '/limit') };
}

export function readCount(input: unknown): { readonly groups: readonly CountGroup[]; readonly most: number } {
  const { groups, most } = fields(input, '');
  return { groups: list(groups, '/groups').map((group) => ranges(group, '/groups')), most: number(most, '/most') };
}

const ranges = (value: unknown, path: string): readonly CountRange[] => list(value, path).map((range) => readRange({ ...fields(range, path), limit: 1 }));

export function readFeedRequest(input: unknown): { readonly after: string | null; readonly limit: number } {
  const { after, limit } = fields(input, '');
  return { after: after === null ? null : text(after, '/after'), limit: number(limit, '/limit') };
}

export function readClaim(input: unknown): Parameters<StorageAdapter['claim']>[0] {
  const { index, upTo, count, leaseMs, owner } = fields(input, '');
  const wanted = number(count, '/count');
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > mostKeys) refuse('/count', `no count from 1 to ${mostKeys}`);
  return { index: text(index, '/index'), upTo: number(upTo, '/upTo'), count: wanted, leaseMs: number(leaseMs, '/leaseMs'), owner: text(owner, '/owner') };
}

function opAt(op: Fields, path: string): Op {
  const key = keyAt(op, path);
  const wanted = op['if'] === undefined || op['if'] === 'absent' ? op['if'] : number(op['if'], `${path}/if`);
  if (op['op'] === 'put') {
    if (!('body' in op)) refuse(`${path}/body`, 'missing');
    return { op: 'put', ...key, body: op['body'], entries: optional(op['entries'], `${path}/entries`, entries), tokens: optional(op['tokens'], `${path}/tokens`, texts), if: wanted };
  }
  if (op['op'] === 'delete') {
    if (wanted === 'absent') refuse(`${path}/if`, 'absent, which is nothing to delete');
    return { op: 'delete', ...key, if: wanted };
  }
  if (op['op'] !== 'check') refuse(`${path}/op`, 'no put, delete or check');
  if (wanted === undefined) refuse(`${path}/if`, 'missing');
  return { op: 'check', ...key, if: wanted };
}

function commandAt({ id, result, ttlMs }: Fields): NonNullable<Batch['command']> {
  return { id: text(id, '/command/id'), result, ttlMs: optional(ttlMs, '/command/ttlMs', number) };
}

function keyAt({ collection, id }: Fields, path: string): Key {
  return { collection: text(collection, `${path}/collection`), id: text(id, `${path}/id`) };
}

function entries(value: unknown, path: string): Entry[] {
  return list(value, path).map((entry, i) => {
    const [index, ...key] = list(entry, `${path}/${i}`);
    return [text(index, `${path}/${i}/0`), ...scalars(key, `${path}/${i}`)];
  });
}

function scalars(value: unknown, path: string): Scalar[] {
  return list(value, path).map((each, i) => {
    if (each === null || typeof each === 'string' || typeof each === 'boolean' || typeof each === 'number') return each;
    return refuse(`${path}/${i}`, 'no string, number, boolean or null');
  });
}

function texts(value: unknown, path: string): string[] {
  return list(value, path).map((each, i) => text(each, `${path}/${i}`));
}

function optional<Value>(value: unknown, path: string, read: (value: unknown, path: string) => Value): Value | undefined {
  return value === undefined ? undefined : read(value, path);
}

function fields(value: unknown, path: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : refuse(path, 'no object');
}

function list(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(path, 'no list');
}

function text(value: unknown, path: string): string {
  return typeof value === 'string' ? value : refuse(path, 'no text');
}

function number(value: unknown, path: string): number {
  return typeof value === 'number' ? value : refuse(path, 'no number');
}

function truth(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : refuse(path, 'neither true nor false');
}

function refuse(path: string, what: string): never {
  throw new RequestryError('INVALID', `${path || 'the body'} is ${what}`, { params: { path }, issues: [{ code: 'malformed', path }] });
}
