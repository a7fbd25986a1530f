import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RequestService, TaskListName, TaskView } from '@requestry/model';

/** A task in its place in the list, with what happened to it since it was shown. */
export interface TaskRow {
  readonly task: TaskView;
  /** It is no longer in the list: somebody was first, or it was taken away. */
  readonly gone?: boolean;
  /** What the last attempt on it failed with. */
  readonly error?: unknown;
  readonly busy?: boolean;
}

const pageSize = 50;
const most = 200;

/**
 * The rows of one list. Live updates change rows in their place; new ones wait behind `fresh` until asked for,
 * so that nothing moves under the pointer.
 */
export class TaskList implements ReactiveController {
  rows: readonly TaskRow[] = [];
  /** How many new tasks wait to be shown. */
  fresh = 0;
  /** The first page has come. */
  loaded = false;
  busy = false;
  error?: unknown;

  readonly #host: ReactiveControllerHost;
  readonly #wanted: () => readonly [RequestService, TaskListName] | undefined;
  #source?: readonly [RequestService, TaskListName];
  #latest: readonly TaskView[] = [];
  #next?: string;
  #run = 0;

  constructor(host: ReactiveControllerHost, wanted: () => readonly [RequestService, TaskListName] | undefined) {
    this.#host = host;
    this.#wanted = wanted;
    host.addController(this);
  }

  get more(): boolean {
    return this.#next !== undefined;
  }

  hostUpdate(): void {
    const wanted = this.#wanted();
    if (wanted?.[0] === this.#source?.[0] && wanted?.[1] === this.#source?.[1]) return;
    this.#source = wanted;
    this.#run += 1;
    this.rows = [];
    this.#latest = [];
    this.#next = undefined;
    this.fresh = 0;
    this.loaded = false;
    this.busy = false;
    this.error = undefined;
    if (wanted) void this.refresh();
  }

  /** Reads what is shown again and merges it in. */
  readonly refresh = async (): Promise<void> => {
    const source = this.#source;
    if (!source) return;
    const [service, view] = source;
    this.#run += 1;
    const run = this.#run;
    this.busy = true;
    try {
      const page = await service.findTasks({ view, limit: Math.min(most, Math.max(pageSize, this.rows.length + 20)) });
      if (run !== this.#run) return;
      this.#next = page.next;
      this.#merge(page.items);
      this.error = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      this.error = error;
    }
    this.busy = false;
    this.loaded ||= this.error === undefined;
    this.#host.requestUpdate();
  };

  /** Shows the list as it is now: new rows in, gone ones out. */
  showFresh(): void {
    this.rows = this.#latest.map((task) => this.rows.find((row) => row.task.id === task.id && !row.gone) ?? { task });
    this.fresh = 0;
    this.#host.requestUpdate();
  }

  /** Appends the next page. */
  readonly showMore = async (): Promise<void> => {
    const source = this.#source;
    if (!source || this.#next === undefined || this.busy) return;
    const run = this.#run;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const page = await source[0].findTasks({ view: source[1], limit: pageSize, after: this.#next });
      if (run !== this.#run) return;
      const known = new Set(this.rows.map((row) => row.task.id));
      this.rows = [...this.rows, ...page.items.filter((task) => !known.has(task.id)).map((task) => ({ task }))];
      this.#latest = [...this.#latest, ...page.items];
      this.#next = page.next;
    } catch (error) {
      if (run === this.#run) this.error = error;
    }
    this.busy = false;
    this.#host.requestUpdate();
  };

  /** Takes a row out: its task is done. */
  remove(id: string): void {
    this.rows = this.rows.filter((row) => row.task.id !== id);
    this.#latest = this.#latest.filter((task) => task.id !== id);
    this.#host.requestUpdate();
  }

  /** Changes a row in its place. */
  patch(id: string, change: Partial<TaskRow>): void {
    this.rows = this.rows.map((row) => (row.task.id === id ? { ...row, ...change } : row));
    this.#host.requestUpdate();
  }

  find(id: string | undefined): TaskRow | undefined {
    return this.rows.find((row) => row.task.id === id);
  }

  #merge(tasks: readonly TaskView[]): void {
    this.#latest = tasks;
    const unseen = this.rows.every((row) => row.gone);
    if (!this.loaded || unseen) {
      this.rows = tasks.map((task) => ({ task }));
      this.fresh = 0;
      return;
    }
    const now = new Map(tasks.map((task) => [task.id, task]));
    const shown = new Set(this.rows.map((row) => row.task.id));
    const covered = this.#next === undefined ? this.rows.length : tasks.length;
    this.rows = this.rows.map((row, index) => {
      const task = now.get(row.task.id);
      if (task) return { ...row, task, gone: false };
      return index < covered ? { ...row, gone: !row.busy } : row;
    });
    this.fresh = tasks.filter((task) => !shown.has(task.id)).length;
  }
}
