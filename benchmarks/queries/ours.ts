/** What is measured, and requests made in bulk as the runtime would have written them. */
import { put, type RequestDocument } from '../../runtime/src/collections.js';
import type { PublishedKind } from '../../runtime/src/kinds.js';
import { registerOps } from '../../runtime/src/register/document.js';
import { tokensOf } from '../../runtime/src/text/tokens.js';
import type { Request, Task } from '@requestry/model';
import type { Op, StorageAdapter } from '@requestry/storage';

export { createRuntime } from '@requestry/runtime';
export { memoryStorage } from '@requestry/storage';
export { postgresStorage } from '@requestry/storage/postgres';
export { sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';
export { system } from '@requestry/templates/internal';
export { tokensOf };

/** A request and its open task as they were written once; the others differ in what `row` says. */
export interface Template {
  readonly document: RequestDocument;
  readonly task: Task;
  readonly published: PublishedKind;
}

export interface Row {
  readonly id: string;
  readonly request: Partial<Request> & Pick<Request, 'kind'>;
  readonly open: boolean;
  readonly performer: string;
  readonly due: string;
}

/** All that a store keeps of one request, without its history. */
export function opsOf(storage: StorageAdapter, { document, task, published }: Template, { id, request: own, open, performer, due }: Row): readonly Op[] {
  const store = storage.tenant('main');
  const { due: _due, ...before } = document.request;
  const request = { ...before, ...own, id, participants: [performer], ...(open ? { due } : { closedAt: due }) } as Request;
  const tokens = document.process?.tokens.map((token) => ({ ...token, ...(token.tasks ? { tasks: token.tasks.map((each) => ({ ...each, assignee: performer })) } : {}) })) ?? [];
  const { process, ...rest } = document;
  const after = { ...rest, request, ...(open && process ? { process: { ...process, tokens } } : {}) } as RequestDocument;
  return [
    put('requests', id, after),
    ...registerOps({ storage, store }, after, 1, published, undefined),
    ...(open ? [put('tasks', `${id}:${task.id.split(':').at(-1)}`, { ...task, id: `${id}:${task.id.split(':').at(-1)}`, request: id, assignee: performer, due, createdAt: request.submittedAt })] : []),
  ];
}
