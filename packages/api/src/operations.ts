import type { DesignService, IntakeService, RequestService } from '@requestry/model';

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
  /** What goes over the wire as bytes instead of JSON: the file that is sent, or the one that is read. */
  readonly bytes?: 'in' | 'out';
  /** For people reading the interface. */
  readonly tag: 'People' | 'Catalog' | 'Requests' | 'Tasks' | 'Files' | 'Routes' | 'Design' | 'Intake';
}

/** Every method of the services: the handler, the client and OpenAPI read this table. */
export const operations = {
  getActor: { method: 'GET', path: '/actor', tag: 'People' },
  findPeople: { method: 'GET', path: '/people', json: ['ids', 'withLoad', 'limit'], tag: 'People' },
  findUnits: { method: 'GET', path: '/units', json: ['ids'], tag: 'People' },
  findSubstitutions: { method: 'GET', path: '/substitutions', tag: 'People' },
  saveSubstitution: { method: 'POST', path: '/substitutions', tag: 'People' },
  deleteSubstitution: { method: 'POST', path: '/substitutions/{substitution}/delete', tag: 'People' },
  findNotifications: { method: 'GET', path: '/notifications', json: ['limit'], tag: 'People' },
  readNotifications: { method: 'POST', path: '/notifications/read', tag: 'People' },
  getPreferences: { method: 'GET', path: '/preferences', json: ['defaults'], tag: 'People' },
  savePreferences: { method: 'PUT', path: '/preferences', tag: 'People' },

  findKinds: { method: 'GET', path: '/kinds', tag: 'Catalog' },
  getKind: { method: 'GET', path: '/kinds/{kind}', tag: 'Catalog' },
  getDraft: { method: 'GET', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  saveDraft: { method: 'PUT', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  deleteDraft: { method: 'DELETE', path: '/kinds/{kind}/draft', tag: 'Catalog' },
  findRecords: { method: 'GET', path: '/directories/{directory}/records', json: ['ids', 'filter', 'parent', 'period', 'limit'], tag: 'Catalog' },

  forecast: { method: 'POST', path: '/forecast', tag: 'Requests' },
  submitRequest: { method: 'POST', path: '/requests', tag: 'Requests' },
  startRecurrence: { method: 'POST', path: '/recurrences', tag: 'Requests' },
  findRecurrences: { method: 'GET', path: '/recurrences', json: ['all', 'limit'], tag: 'Requests' },
  stopRecurrence: { method: 'POST', path: '/recurrences/{recurrence}/stop', tag: 'Requests' },
  matchCounterparty: { method: 'POST', path: '/counterparties/match', tag: 'Requests' },
  chooseCounterparty: { method: 'POST', path: '/requests/{request}/counterparty', tag: 'Requests' },
  startFromLetter: { method: 'POST', path: '/letters/start', tag: 'Requests' },
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
  estimateRequest: { method: 'POST', path: '/requests/{request}/estimate', tag: 'Requests' },
  retryRequest: { method: 'POST', path: '/requests/{request}/retry', tag: 'Requests' },
  findReservations: { method: 'GET', path: '/reservations', json: ['limit'], tag: 'Requests' },
  releaseReservation: { method: 'POST', path: '/requests/{request}/reservations/{reservation}/release', tag: 'Requests' },
  retryFollowUp: { method: 'POST', path: '/requests/{request}/follow-ups/{followUp}/retry', tag: 'Requests' },
  addUsage: { method: 'POST', path: '/requests/{request}/usage', tag: 'Requests' },
  correctUsage: { method: 'POST', path: '/requests/{request}/usage/{line}', tag: 'Requests' },
  addPayments: { method: 'POST', path: '/requests/{request}/payments', tag: 'Requests' },
  cancelPayment: { method: 'POST', path: '/requests/{request}/payments/{payment}/cancel', tag: 'Requests' },
  findComments: { method: 'GET', path: '/requests/{request}/comments', tag: 'Requests' },
  findContacts: { method: 'GET', path: '/requests/{request}/contacts', json: ['limit'], tag: 'Requests' },
  addComment: { method: 'POST', path: '/requests/{request}/comments', tag: 'Requests' },
  readComments: { method: 'POST', path: '/requests/{request}/comments/read', tag: 'Requests' },
  changeComment: { method: 'POST', path: '/comments/{comment}', tag: 'Requests' },
  deleteComment: { method: 'POST', path: '/comments/{comment}/delete', tag: 'Requests' },
  rateRequest: { method: 'POST', path: '/requests/{request}/rating', tag: 'Requests' },
  getRatings: { method: 'GET', path: '/ratings', tag: 'Requests' },
  tickItem: { method: 'POST', path: '/tasks/{task}/checklist', tag: 'Tasks' },
  answerQuestion: { method: 'POST', path: '/tasks/{task}/script', tag: 'Tasks' },
  findRelated: { method: 'GET', path: '/requests/{request}/related', tag: 'Requests' },
  startRelated: { method: 'GET', path: '/requests/{request}/related/{rule}', tag: 'Requests' },
  linkRequest: { method: 'POST', path: '/requests/{request}/links', tag: 'Requests' },
  unlinkRequest: { method: 'POST', path: '/requests/{request}/links/remove', tag: 'Requests' },
  carryChildren: { method: 'POST', path: '/requests/{from}/children/carry', tag: 'Requests' },
  addParticipant: { method: 'POST', path: '/requests/{request}/participants', tag: 'Requests' },
  removeParticipant: { method: 'POST', path: '/requests/{request}/participants/remove', tag: 'Requests' },

  keepFile: { method: 'POST', path: '/files', bytes: 'in', tag: 'Files' },
  readFile: { method: 'GET', path: '/files/{file}', bytes: 'out', tag: 'Files' },

  findTasks: { method: 'GET', path: '/tasks', json: ['limit'], tag: 'Tasks' },
  countTasks: { method: 'GET', path: '/tasks/count', tag: 'Tasks' },
  getTask: { method: 'GET', path: '/tasks/{task}', tag: 'Tasks' },
  completeTask: { method: 'POST', path: '/tasks/{task}/complete', tag: 'Tasks' },
  reassignTask: { method: 'POST', path: '/tasks/{task}/reassign', tag: 'Tasks' },
  returnRequest: { method: 'POST', path: '/tasks/{task}/return', tag: 'Tasks' },
  escalateTask: { method: 'POST', path: '/tasks/{task}/escalate', tag: 'Tasks' },
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
  findConnectors: { method: 'GET', path: '/design/connectors', tag: 'Design' },
  saveDirectory: { method: 'POST', path: '/design/directories', tag: 'Design' },
  saveRecord: { method: 'POST', path: '/design/records', tag: 'Design' },
  findSources: { method: 'GET', path: '/design/sources', tag: 'Design' },
  saveSource: { method: 'POST', path: '/design/sources', tag: 'Design' },
  deleteSource: { method: 'DELETE', path: '/design/sources/{source}', tag: 'Design' },
  findDeliveries: { method: 'GET', path: '/design/deliveries', json: ['limit'], tag: 'Design' },
  retryDelivery: { method: 'POST', path: '/design/deliveries/{delivery}/retry', tag: 'Design' },
  dropDelivery: { method: 'POST', path: '/design/deliveries/{delivery}/drop', tag: 'Design' },
} as const satisfies Readonly<Record<OperationName, Operation>>;

/** What comes from outside, without anybody signed in. The body of `receive` is what was sent itself. */
export const intakeOperations = {
  receive: { method: 'POST', path: '/intake/{source}', tag: 'Intake' },
  getForm: { method: 'GET', path: '/intake/{source}', tag: 'Intake' },
  keepVisitorFile: { method: 'POST', path: '/intake/{source}/files', bytes: 'in', tag: 'Intake' },
  recognise: { method: 'POST', path: '/intake/{source}/recognise', tag: 'Intake' },
  status: { method: 'POST', path: '/intake/status', tag: 'Intake' },
} as const satisfies Readonly<Record<keyof IntakeService, Operation>>;

/** Headers of a webhook: the secret of its source, or the signature of the body by it. */
export const secretHeader = 'x-requestry-secret';
export const signatureHeader = 'x-requestry-signature';

/** The header that names a file, percent-encoded as in addresses. */
export const nameHeader = 'x-requestry-name';

/** The header that tells under what a visitor keeps files, and sends them with a form. */
export const visitHeader = 'x-requestry-visit';

/** Where the change feed is. */
export const changesPath = '/changes';

/** The header that carries a command's idempotency key. */
export const keyHeader = 'idempotency-key';

/** Names in braces of a path, in order. */
export const pathNames = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
