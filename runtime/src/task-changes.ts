import { defaultOutcomes, outcomesOf, type PersonId, type Task, type Trace } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put, type DocOf } from './collections.js';
import type { CompiledRoute, ProcessEvent, ProcessState, TaskRef } from './process/index.js';
import { taskDocId } from './task-ids.js';

/** What is known before a transition is written. */
interface Before {
  readonly request: string;
  readonly route?: CompiledRoute;
  /** The request's open tasks, by document id. */
  readonly stored: ReadonlyMap<string, DocOf<'tasks'>>;
  /** Where the transition leads. */
  readonly state: ProcessState;
  /** When the transition happens. */
  readonly at: string;
}

/** What a transition does to the tasks of its request. */
export class TaskChanges {
  readonly #before: Before;
  readonly #after = new Map<string, Task>();

  constructor(before: Before) {
    this.#before = before;
  }

  apply(event: ProcessEvent): void {
    switch (event.type) {
      case 'step-opened':
        for (const task of event.tasks) this.#open(task, event);
        break;
      case 'turn-passed':
      case 'performer-added':
        if (event.task) this.#join(event.task, event);
        break;
      case 'question-asked':
        this.#ask(event);
        break;
      case 'task-completed':
      case 'question-answered':
        this.#complete(event);
        break;
      case 'task-cancelled':
        this.#change(event.task, { state: 'cancelled', completedAt: this.#before.at });
        break;
      case 'task-reassigned':
        this.#change(event.task, { assignee: event.to, candidates: [], onBehalfOf: undefined, why: { code: 'task.reassigned', params: { from: event.from ?? null, by: event.by, comment: event.comment ?? null } } });
        break;
      case 'task-escalated':
        this.#change(event.task, { assignee: event.to, candidates: [], onBehalfOf: undefined, why: event.trace });
        break;
      case 'task-delegated':
        this.#change(event.task, { assignee: event.to, candidates: [], ...(event.from !== undefined ? { onBehalfOf: event.from } : {}), why: event.trace });
        break;
      case 'step-escalated':
        for (const { id, assignee, candidates = [], onBehalfOf } of event.tasks ?? []) this.#change(id, { assignee, candidates, onBehalfOf, why: event.trace });
        break;
      case 'due-moved':
        this.#changeStep(event.token, (task) => (task.due !== undefined && task.due < event.due ? { due: event.due } : {}));
        break;
      case 'step-postponed':
        this.#changeStep(event.token, (task) => (task.askedBy === undefined ? { state: 'waiting', postponed: { by: event.by, ...(event.until !== undefined ? { until: event.until } : {}), ...(event.condition !== undefined ? { condition: event.condition } : {}) } } : {}));
        break;
      case 'step-resumed':
        this.#changeStep(event.token, () => ({ state: 'open', postponed: undefined }));
        break;
      case 'process-suspended':
        this.#changeAll(() => ({ state: 'waiting' }));
        break;
      case 'process-resumed':
        this.#changeAll((task) => (task.postponed ? {} : { state: 'open' }));
        break;
      case 'process-migrated':
        this.#changeAll((task) => this.#placed(task, event.nodes[task.step] ?? task.step));
        break;
      default:
    }
  }

  ops(): readonly Op[] {
    return [...this.#after.values()].map((task) => put('tasks', task.id, task, this.#before.stored.get(task.id)?.version ?? 'absent'));
  }

  people(): readonly PersonId[] {
    return [...this.#after.values()].flatMap((task) => [...(task.assignee !== undefined ? [task.assignee] : task.candidates), ...(task.onBehalfOf !== undefined ? [task.onBehalfOf] : [])]);
  }

  earliestDue(): string | undefined {
    return this.#alive().filter((task) => task.state === 'open' && task.due !== undefined).map((task) => task.due ?? '').sort()[0];
  }

  /** Somebody has something to do, and all of it is put off. */
  rest(): boolean {
    const decisions = this.#alive().filter((task) => task.askedBy === undefined);
    return decisions.length > 0 && decisions.every((task) => task.postponed);
  }

  #alive(): readonly Task[] {
    return this.#all().filter(({ state }) => state === 'open' || state === 'waiting');
  }

  /** Tasks that were open before, and new ones. */
  #all(): readonly Task[] {
    const all = new Map([...this.#before.stored].map(([id, doc]) => [id, doc.body as Task]));
    for (const [id, task] of this.#after) all.set(id, task);
    return [...all.values()];
  }

  #open(ref: TaskRef, { node: step, trace, due }: { readonly node: string; readonly trace: Trace; readonly due?: string }): void {
    const id = taskDocId(this.#before.request, ref.id);
    this.#after.set(id, {
      ...this.#settingsOf(step),
      id,
      request: this.#before.request,
      state: 'open',
      ...(ref.assignee !== undefined ? { assignee: ref.assignee } : {}),
      candidates: ref.candidates ?? [],
      ...(ref.onBehalfOf !== undefined ? { onBehalfOf: ref.onBehalfOf } : {}),
      why: trace,
      ...(due !== undefined ? { due } : {}),
      createdAt: this.#before.at,
    });
  }

  /** One more task of a step that is open already; it rests when the step has been put off. */
  #join(ref: TaskRef, event: Extract<ProcessEvent, { readonly type: 'turn-passed' | 'performer-added' }>): void {
    this.#open(ref, event);
    const token = this.#before.state.tokens.find(({ id }) => id === event.token);
    const postponed = token?.postponed && this.#all().find((task) => task.step === event.node && task.postponed)?.postponed;
    if (postponed) this.#change(ref.id, { state: 'waiting', postponed });
  }

  /** What the route says of a step's tasks. */
  #settingsOf(step: string): Pick<Task, 'step' | 'type' | 'title' | 'outcomes' | 'access' | 'guidance' | 'checklist'> {
    const node = this.#before.route?.nodes.get(step);
    const settings = node?.step ?? { type: 'execution' as const };
    return {
      step,
      type: settings.type,
      title: settings.title ?? node?.name ?? step,
      outcomes: outcomesOf(settings),
      access: settings.access ?? {},
      ...(settings.guidance !== undefined ? { guidance: settings.guidance } : {}),
      ...(settings.checklist ? { checklist: settings.checklist } : {}),
    };
  }

  #placed(task: Task, step: string): Partial<Task> {
    return task.askedBy === undefined ? this.#settingsOf(step) : { step };
  }

  /** A question sees what the step sees and changes nothing. */
  #ask({ task: ref, node, question, by, trace }: ProcessEvent & { readonly type: 'question-asked' }): void {
    const access = Object.entries(this.#settingsOf(node).access).map(([field, level]) => [field, level === 'hidden' ? level : ('read' as const)] as const);
    this.#open(ref, { node, trace });
    this.#change(ref.id, { type: 'clarification', title: { ru: 'Вопрос', en: 'Question' }, askedBy: by, guidance: question, checklist: undefined, outcomes: defaultOutcomes.clarification, access: { '*': 'read', ...Object.fromEntries(access) } });
  }

  #complete(event: ProcessEvent & { readonly type: 'task-completed' | 'question-answered' }): void {
    const [answer] = defaultOutcomes.clarification;
    this.#change(event.task, {
      state: 'completed',
      outcome: event.type === 'task-completed' ? event.outcome : (answer?.id ?? 'answer'),
      completedBy: event.by,
      completedAt: this.#before.at,
      ...(event.comment !== undefined ? { comment: event.comment } : {}),
    });
  }

  #changeStep(token: string, change: (task: Task) => Partial<Task>): void {
    const tasks = this.#before.state.tokens.find(({ id }) => id === token)?.tasks ?? [];
    const own = new Set(tasks.map(({ id }) => taskDocId(this.#before.request, id)));
    this.#changeAll((task) => (own.has(task.id) ? change(task) : {}));
  }

  #changeAll(change: (task: Task) => Partial<Task>): void {
    const prefix = `${this.#before.request}.`;
    for (const task of this.#alive()) {
      const changed = change(task);
      if (Object.keys(changed).length > 0) this.#change(task.id.slice(prefix.length), changed);
    }
  }

  #change(task: string, change: Partial<Task>): void {
    const id = taskDocId(this.#before.request, task);
    const before = this.#after.get(id) ?? this.#before.stored.get(id)?.body;
    if (before) this.#after.set(id, { ...before, ...change });
  }
}
