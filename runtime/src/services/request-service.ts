import type { Change, RequestCommand, RequestService, TaskChange, TaskCommand } from '@requestry/model';
import { changeComment, deleteComment, readComments } from '../commands/comments.js';
import { addParticipant, removeParticipant } from '../commands/participants.js';
import { findContacts } from '../contacts.js';
import { findComments } from '../queries/comments.js';
import { addComment } from '../commands/add-comment.js';
import { changeRequest, changeTask, needed } from '../commands/change-process.js';
import { completeTask } from '../commands/complete-task.js';
import { deleteDraft, getDraft, saveDraft } from '../commands/drafts.js';
import { eraseRequest } from '../commands/erase-request.js';
import { endRequest } from '../commands/end-request.js';
import { sendMessage, sendSignal } from '../commands/send.js';
import { estimateRequest } from '../commands/estimate-request.js';
import { reassignTask } from '../commands/reassign-task.js';
import { startRecurrence, stopRecurrence } from '../commands/recurrences.js';
import { deleteSubstitution, saveSubstitution } from '../commands/substitutions.js';
import { submitRequest } from '../commands/submit-request.js';
import type { Context } from '../context.js';
import { keepFile } from '../files/keep-file.js';
import { readFile } from '../files/read-file.js';
import { retryFollowUp } from '../follow-ups/retry.js';
import { chooseCounterparty, matchCounterparty, startFromLetter } from '../intake/entering.js';
import { findKinds, getKind } from '../queries/catalog.js';
import { forecastRequest, forecastSubmission } from '../queries/forecast.js';
import { explain, getHistory } from '../queries/history.js';
import { findJournals, getJournal } from '../queries/journals.js';
import { findNotifications, readNotifications } from '../queries/notifications.js';
import { getPreferences, savePreferences } from '../notifications/preferences.js';
import { findPeople, findUnits, personView } from '../queries/people.js';
import { findRecords } from '../queries/records.js';
import { checkHistory, exportHistory, getPast } from '../queries/past.js';
import { checkId, getRequest, visibleRequest } from '../queries/request.js';
import { findRecurrences, getRecurrence } from '../queries/recurrences.js';
import { findSubstitutions } from '../queries/substitutions.js';
import { findReservations } from '../reservations/find.js';
import { releaseReservation } from '../reservations/release.js';
import { answerQuestion, tickItem } from '../guides/commands.js';
import { getRatings, rateRequest } from '../ratings/ratings.js';
import { carryChildren, linkRequest, unlinkRequest } from '../relations/commands.js';
import { findRelated } from '../relations/find-related.js';
import { startRelated } from '../relations/start.js';
import { countRequests } from '../register/count.js';
import { findRequests } from '../register/find.js';
import { flagRequest } from '../register/flags.js';
import { deleteView, findViews, saveView } from '../register/views.js';
import { addPayments, addUsage, cancelPayment, correctUsage } from '../usage/change.js';
import { countTasks, findTasks, getTask } from '../queries/tasks.js';

/** What a person does with requests, over one store. Every call opens its own context: one actor, one moment. */
export function requestServiceFor(open: () => Promise<Context>, watch: (listener: (change: Change) => void) => () => void): RequestService {
  /** Runs a command that names its request, then answers with the request as the actor sees it now. */
  const andShow = async (run: (context: Context) => Promise<string>) => {
    const context = await open();
    const request = await run(context);
    return getRequest(context, request);
  };
  const onTask = (action: TaskChange, command: TaskCommand, make: Parameters<typeof changeTask>[3]) => andShow((context) => changeTask(context, action, { ...command, task: checkId(command.task) }, make));
  const onRequest = (action: Parameters<typeof changeRequest>[1], command: RequestCommand, make: Parameters<typeof changeRequest>[3]) =>
    andShow((context) => changeRequest(context, action, { ...command, request: checkId(command.request) }, make));
  return {
    getActor: async () => {
      const context = await open();
      return { person: await personView(context, context.actor.person, false), rights: context.actor.rights, zone: context.calendar.zone };
    },
    findKinds: async (query = {}) => findKinds(await open(), query),
    getKind: async ({ kind }) => getKind(await open(), checkId(kind)),
    forecast: async (query) => {
      const context = await open();
      if ('kind' in query) return forecastSubmission(context, query);
      const { doc, kind } = await visibleRequest(context, checkId(query.request));
      return forecastRequest(context, doc, kind);
    },
    getDraft: async ({ kind }) => getDraft(await open(), checkId(kind)),
    saveDraft: async (command) => saveDraft(await open(), { ...command, kind: checkId(command.kind) }),
    deleteDraft: async ({ kind }) => deleteDraft(await open(), checkId(kind)),
    submitRequest: (command) => andShow((context) => submitRequest(context, { ...command, kind: checkId(command.kind) })),
    startRecurrence: async (command) => {
      const context = await open();
      return getRecurrence(context, await startRecurrence(context, { ...command, kind: checkId(command.kind) }));
    },
    findRecurrences: async (query) => findRecurrences(await open(), query),
    stopRecurrence: async (command) => {
      const context = await open();
      return getRecurrence(context, await stopRecurrence(context, { ...command, recurrence: checkId(command.recurrence) }));
    },
    matchCounterparty: async (query) => matchCounterparty(await open(), query),
    chooseCounterparty: (command) => andShow((context) => chooseCounterparty(context, { ...command, request: checkId(command.request) })),
    startFromLetter: async (query) => startFromLetter(await open(), query),
    getRequest: async ({ request }) => getRequest(await open(), checkId(request)),
    findRequests: async (query) => findRequests(await open(), query),
    flagRequest: async (command) => flagRequest(await open(), { ...command, request: checkId(command.request) }),
    findViews: async () => findViews(await open()),
    saveView: async (command) => saveView(await open(), command),
    deleteView: async (command) => deleteView(await open(), { ...command, view: checkId(command.view) }),
    countRequests: async (query) => countRequests(await open(), query),
    findJournals: async () => findJournals(await open()),
    getJournal: async (query) => getJournal(await open(), { ...query, journal: checkId(query.journal) }),
    getHistory: async ({ request }) => getHistory(await open(), checkId(request)),
    getPast: async ({ request, event }) => getPast(await open(), { request: checkId(request), event }),
    eraseRequest: (command) => andShow((context) => eraseRequest(context, { ...command, request: checkId(command.request) })),
    checkHistory: async ({ request }) => checkHistory(await open(), checkId(request)),
    exportHistory: async ({ request }) => exportHistory(await open(), checkId(request)),
    withdrawRequest: (command) => andShow((context) => endRequest(context, { ...command, request: checkId(command.request), action: 'withdraw' })),
    cancelRequest: (command) => andShow((context) => endRequest(context, { ...command, request: checkId(command.request), action: 'cancel' })),
    findTasks: async (query) => findTasks(await open(), query),
    countTasks: async () => countTasks(await open()),
    getTask: async ({ task }) => getTask(await open(), checkId(task)),
    completeTask: (command) => andShow((context) => completeTask(context, { ...command, task: checkId(command.task) })),
    reassignTask: (command) => andShow((context) => reassignTask(context, { ...command, task: checkId(command.task) })),
    returnRequest: (command) => onTask('return', command, (task, said) => ({ type: 'return', task, to: checkId(command.to), ...said, comment: needed(command.comment, '/comment') })),
    escalateTask: (command) => onTask('escalate', command, (task, said) => ({ type: 'escalate', task, claims: needed(command.claims, '/claims'), ...(command.conflictOfInterests ? { conflictOfInterests: true } : {}), ...said })),
    delegateTask: (command) => onTask('delegate', command, (task, said) => ({ type: 'delegate', task, to: checkId(command.to), ...said })),
    addApprover: (command) => onTask('addApprover', command, (task, said) => ({ type: 'addApprover', task, person: checkId(command.person), ...said })),
    removeApprover: (command) => onTask('removeApprover', command, (task, said) => ({ type: 'removeApprover', task, ...(command.person !== undefined ? { person: command.person } : {}), ...said })),
    askQuestion: (command) => onTask('ask', command, (task, { by }) => ({ type: 'ask', task, of: checkId(command.of), question: needed(command.question, '/question'), by })),
    postponeTask: (command) => onTask('postpone', command, (task, said) => ({ type: 'postpone', task, ...(command.until !== undefined ? { until: command.until } : {}), ...(command.condition !== undefined ? { condition: command.condition } : {}), ...said })),
    resumeTask: (command) => onTask('resume', command, (task, said) => ({ type: 'resume', task, ...said })),
    suspendRequest: (command) => onRequest('suspend', command, (said) => ({ type: 'suspend', ...said })),
    continueRequest: (command) => onRequest('continue', command, (said) => ({ type: 'resume', ...said })),
    estimateRequest: (command) => andShow((context) => estimateRequest(context, { ...command, request: checkId(command.request) })),
    retryRequest: (command) => onRequest('retry', command, ({ by }) => ({ type: 'retry', by })),
    sendMessage: async (command) => sendMessage(await open(), command),
    sendSignal: async (command) => sendSignal(await open(), command),
    explain: async (query) => explain(await open(), query),
    findReservations: async (query) => findReservations(await open(), query),
    releaseReservation: async (command) => releaseReservation(await open(), { ...command, request: checkId(command.request) }),
    retryFollowUp: (command) => andShow((context) => retryFollowUp(context, { ...command, request: checkId(command.request) })),
    addUsage: (command) => andShow((context) => addUsage(context, { ...command, request: checkId(command.request) })),
    correctUsage: (command) => andShow((context) => correctUsage(context, { ...command, request: checkId(command.request) })),
    addPayments: (command) => andShow((context) => addPayments(context, { ...command, request: checkId(command.request) })),
    cancelPayment: (command) => andShow((context) => cancelPayment(context, { ...command, request: checkId(command.request) })),
    findComments: async ({ request }) => findComments(await open(), checkId(request)),
    findContacts: async (query) => findContacts(await open(), { ...query, request: checkId(query.request) }),
    addComment: async (command) => addComment(await open(), { ...command, request: checkId(command.request) }),
    changeComment: async (command) => changeComment(await open(), { ...command, comment: checkId(command.comment) }),
    deleteComment: async (command) => deleteComment(await open(), { ...command, comment: checkId(command.comment) }),
    readComments: async ({ request }) => readComments(await open(), checkId(request)),
    rateRequest: (command) => andShow((context) => rateRequest(context, { ...command, request: checkId(command.request) })),
    getRatings: async (query) => getRatings(await open(), query),
    tickItem: (command) => andShow((context) => tickItem(context, { ...command, task: checkId(command.task) })),
    answerQuestion: (command) => andShow((context) => answerQuestion(context, { ...command, task: checkId(command.task) })),
    findRelated: async ({ request }) => findRelated(await open(), checkId(request)),
    startRelated: async ({ request, rule }) => startRelated(await open(), { request: checkId(request), rule: checkId(rule) }),
    linkRequest: (command) => andShow((context) => linkRequest(context, { ...command, request: checkId(command.request), to: checkId(command.to) })),
    unlinkRequest: (command) => andShow((context) => unlinkRequest(context, { ...command, request: checkId(command.request), to: checkId(command.to) })),
    carryChildren: async (command) => carryChildren(await open(), { ...command, from: checkId(command.from), to: checkId(command.to) }),
    addParticipant: (command) => andShow((context) => addParticipant(context, { ...command, request: checkId(command.request), person: checkId(command.person) })),
    removeParticipant: async (command) => removeParticipant(await open(), { ...command, request: checkId(command.request), person: checkId(command.person) }),
    findPeople: async (query) => findPeople(await open(), query),
    findUnits: async (query) => findUnits(await open(), query),
    findRecords: async (query) => findRecords(await open(), { ...query, directory: checkId(query.directory) }),
    findSubstitutions: async (query) => findSubstitutions(await open(), query),
    saveSubstitution: async (command) => saveSubstitution(await open(), command),
    deleteSubstitution: async (command) => deleteSubstitution(await open(), { ...command, substitution: checkId(command.substitution) }),
    findNotifications: async (query) => findNotifications(await open(), query),
    readNotifications: async (command) => readNotifications(await open(), command),
    getPreferences: async (query) => getPreferences(await open(), query),
    savePreferences: async (command) => savePreferences(await open(), command),
    keepFile: async (file, transfer) => keepFile(await open(), file, transfer),
    readFile: async (query) => readFile(await open(), query),
    watch,
  };
}
