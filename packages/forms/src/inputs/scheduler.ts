/** Runs something later. Tests bring their own and decide when "later" is. */
export interface Scheduler {
  /** Returns the way to call it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The browser's clock. */
export const clockScheduler: Scheduler = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until `run()` calls everything that is due. For tests. */
export function manualScheduler(): Scheduler & { run(): void } {
  const waiting = new Set<() => void>();
  return {
    after: (_milliseconds, run) => {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    run: () => {
      const due = [...waiting];
      waiting.clear();
      due.forEach((each) => each());
    },
  };
}
