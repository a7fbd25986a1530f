import type { Change } from '@requestry/model';

interface Source {
  /** Opens the feed; nothing when it cannot be opened now. */
  open(signal: AbortSignal): Promise<ReadableStream<Uint8Array> | undefined>;
  wait(milliseconds: number): Promise<void>;
}

const everything: readonly Change['topic'][] = ['requests', 'tasks', 'comments', 'notifications', 'kinds', 'drafts'];
const firstPause = 2_000;
const longestPause = 60_000;

/**
 * One feed for all listeners, open while there is one. When it breaks it is opened again, at growing intervals; then everything may
 * have changed meanwhile, and the listeners are told so.
 */
export function followChanges(source: Source): (listener: (change: Change) => void) => () => void {
  const listeners = new Set<(change: Change) => void>();
  let reading: AbortController | undefined;
  const tell = (change: Change): void => listeners.forEach((listener) => listener(change));
  return (listener) => {
    listeners.add(listener);
    if (!reading) {
      reading = new AbortController();
      void follow(source, reading.signal, tell);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      reading?.abort();
      reading = undefined;
    };
  };
}

async function follow(source: Source, signal: AbortSignal, tell: (change: Change) => void): Promise<void> {
  let pause = firstPause;
  for (let again = false; !signal.aborted; again = true) {
    const feed = await source.open(signal).catch(() => undefined);
    if (feed) {
      pause = firstPause;
      if (again) for (const topic of everything) tell({ topic });
      await readFeed(feed, signal, tell).catch(() => undefined);
    }
    if (signal.aborted) return;
    await source.wait(pause);
    pause = Math.min(longestPause, pause * 2);
  }
}

async function readFeed(feed: ReadableStream<Uint8Array>, signal: AbortSignal, tell: (change: Change) => void): Promise<void> {
  const reader = feed.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  let left = '';
  for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
    const events = (left + part.value).split(/\r?\n\r?\n/);
    left = events.pop() ?? '';
    for (const event of events) for (const change of changesIn(event)) tell(change);
  }
  signal.removeEventListener('abort', stop);
}

/** The change that an event carries; none in comments and in what is no change. */
function changesIn(event: string): readonly Change[] {
  const data = event.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []));
  if (data.length === 0) return [];
  try {
    const change = JSON.parse(data.join('\n')) as Change;
    return everything.includes(change.topic) ? [change] : [];
  } catch {
    return [];
  }
}
