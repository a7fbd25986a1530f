import { keyText } from './nodes/throw.js';
import { waitsFor } from './nodes/waits.js';
import type { Run } from './run.js';
import type { Awaited } from './types.js';

/** Messages and signals that something on the route waits for, each once. A message whose key cannot be told is not waited for until it can. */
export function awaitedBy(run: Run): readonly Awaited[] {
  if (!run.compiled.listening || run.state.status === 'ended') return [];
  const found = new Map<string, Awaited>();
  for (const type of ['message', 'signal'] as const) {
    for (const { node, token } of waitsFor(run, type)) {
      if (node.event?.type !== type) continue;
      const key = node.event.type === 'message' ? keyText(run, token, node, node.event.key) : undefined;
      if (key?.problem !== undefined) continue;
      const awaited = { type, name: node.event.name, ...(key ? { key: key.key } : {}) };
      found.set(JSON.stringify(awaited), awaited);
    }
  }
  return [...found.values()];
}
