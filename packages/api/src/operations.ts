import type { DesignService, RequestService } from '@requestry/model';

/** Both services behind one address. */
export type Services = RequestService & DesignService;

/** Methods that go over the wire as one call and one answer; `watch` is the change feed. */
export type OperationName = Exclude<keyof Services, 'watch'>;

/** How one method goes over HTTP. `{name}` in the path is a property of its input; what is left goes into the query of a GET or the body of any other. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Properties of a GET's input that go into the query as JSON; the others go as they are. */
  readonly json?: readonly string[];
  /** For people reading the interface. */
  readonly tag: 'People' | 'Catalog' | 'Requests' | 'Tasks' | 'Routes' | 'Design';
}

/** Every method of the services: the handler, the client and OpenAPI read this table. */
export const operations = {
  getActor: { method: 'GET', path: '/actor', tag: 'People' },
  findPeople: { method: 'GET', path: '/people', json: ['ids', 'withLoad', 'limit'], tag: 'People' },
  findUnits: { method: 'GET', path: '/units', json: ['ids'], tag: 'People' },
  findNotifications: { method: 'GET', path: '/notifications', json: ['limit'], tag: 'People' },
  readNotifications: { method: 'POST', path: '/notifications/read', tag: 'People' },

  findKinds: { method: 'GET', path: '/kinds', tag: 'Catalog' },
  getKind: { method: 'GET', path: '/kinds/{kind}', tag: 'Catalog' },
  getDraft: { method: 'GET', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  saveDraft: { method: 'PUT', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  deleteDraft: { method: 'DELETE', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  findRecords: { method: 'GET', path: '/directories/{directory}/records', json: ['ids', 'filter', 'parent', 'limit'], tag: 'Catalog' },

  forecast: { method: 'POST', path: '/forecast', tag: 'Requests' },
  submitRequest: { method: 'POST', path: '/requests', tag: 'Requests' },
  findRequests: { method: 'GET', path: '/requests', json: ['filter', 'order', 'limit'], tag: 'Requests' },
  countRequests: { method: 'GET', path: '/requests/count', json: ['filter', 'by'], tag: 'Requests' },
  flagRequest: { method: 'POST', path: '/requests/{request}/flags', tag: 'Requests' },
  findViews: { method: 'GET', path: '/views', tag: 'Requests' },
  saveView: { method: 'POST', path: '/views', tag: 'Requests' },
  deleteView: { method: 'DELETE', path: '/views/{view}', tag: 'Requests' },
  findJournals: { method: 'GET', path: '/journals', tag: 'Requests' },
  getJournal: { method: 'GET', path: '/journals/{journal}', json: ['limit'], tag: 'Requests' },
  getRequest: { method: 'GET', path: '/requests/{request}', tag: 'Requests' },
  getHistory: { method: 'GET', path: '/requests/{request}/history', tag: 'Requests' },
  getPast: { method: 'GET', path: '/requests/{request}/past', json: ['event'], tag: 'Requests' },
  eraseRequest: { method: 'POST', path: '/requests/{request}/erase', tag: 'Requests' },
  checkHistory: { method: 'GET', path: '/requests/{request}/proof', tag: 'Requests' },
  exportHistory: { method: 'GET', path: '/requests/{request}/history-file', tag: 'Requests' },
  withdrawRequest: { method: 'POST', path: '/requests/{request}/withdraw', tag: 'Requests' },
  cancelRequest: { method: 'POST', path: '/requests/{request}/cancel', tag: 'Requests' },
  suspendRequest: { method: 'POST', path: '/requests/{request}/suspend', tag: 'Requests' },
  continueRequest: { method: 'POST', path: '/requests/{request}/continue', tag: 'Requests' },
  retryRequest: { method: 'POST', path: '/requests/{request}/retry', tag: 'Requests' },
  findComments: { method: 'GET', path: '/requests/{request}/comments', tag: 'Requests' },
  addComment: { method: 'POST', path: '/requests/{request}/comments', tag: 'Requests' },

  findTasks: { method: 'GET', path: '/tasks', json: ['limit'], tag: 'Tasks' },
  countTasks: { method: 'GET', path: '/tasks/count', tag: 'Tasks' },
  getTask: { method: 'GET', path: '/tasks/{task}', tag: 'Tasks' },
  completeTask: { method: 'POST', path: '/tasks/{task}/complete', tag: 'Tasks' },
  reassignTask: { method: 'POST', path: '/tasks/{task}/reassign', tag: 'Tasks' },
  returnRequest: { method: 'POST', path: '/tasks/{task}/return', tag: 'Tasks' },
  delegateTask: { method: 'POST', path: '/tasks/{task}/delegate', tag: 'Tasks' },
  addApprover: { method: 'POST', path: '/tasks/{task}/approvers', tag: 'Tasks' },
  removeApprover: { method: 'POST', path: '/tasks/{task}/approvers/remove', tag: 'Tasks' },
  askQuestion: { method: 'POST', path: '/tasks/{task}/questions', tag: 'Tasks' },
  postponeTask: { method: 'POST', path: '/tasks/{task}/postpone', tag: 'Tasks' },
  resumeTask: { method: 'POST', path: '/tasks/{task}/resume', tag: 'Tasks' },
  explain: { method: 'POST', path: '/explain', tag: 'Tasks' },

  sendMessage: { method: 'POST', path: '/messages', tag: 'Routes' },
  sendSignal: { method: 'POST', path: '/signals', tag: 'Routes' },

  findRegisterRebuilds: { method: 'GET', path: '/design/register-rebuilds', tag: 'Design' },
  findKindRows: { method: 'GET', path: '/design/kinds', tag: 'Design' },
  createKind: { method: 'POST', path: '/design/kinds', tag: 'Design' },
  getKindDraft: { method: 'GET', path: '/design/kinds/{kind}', tag: 'Design' },
  saveKindDraft: { method: 'POST', path: '/design/drafts', tag: 'Design' },
  discardKindDraft: { method: 'POST', path: '/design/kinds/{kind}/discard', tag: 'Design' },
  checkKindDraft: { method: 'GET', path: '/design/kinds/{kind}/problems', tag: 'Design' },
  publishKind: { method: 'POST', path: '/design/kinds/{kind}/publish', tag: 'Design' },
  archiveKind: { method: 'POST', path: '/design/kinds/{kind}/archive', tag: 'Design' },
  migrateRequest: { method: 'POST', path: '/design/requests/{request}/migrate', tag: 'Design' },
  findKindVersions: { method: 'GET', path: '/design/kinds/{kind}/versions', tag: 'Design' },
  getOrg: { method: 'GET', path: '/design/org', tag: 'Design' },
  findDirectories: { method: 'GET', path: '/design/directories', tag: 'Design' },
  saveDirectory: { method: 'POST', path: '/design/directories', tag: 'Design' },
  saveRecord: { method: 'POST', path: '/design/records', tag: 'Design' },
} as const satisfies Readonly<Record<OperationName, Operation>>;

/** Where the change feed is. */
export const changesPath = '/changes';

/** The header that carries a command's idempotency key. */
export const keyHeader = 'idempotency-key';

/** Names in braces of a path, in order. */
export const pathNames = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
