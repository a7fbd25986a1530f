const warned = new Set<string>();

/** Says once per `key` on the console what a host did wrong; rendering goes on. */
export function warnOnce(key: string, message: string, cause?: unknown): void {
  if (warned.has(key)) return;
  warned.add(key);
  if (cause === undefined) console.warn(message);
  else console.warn(message, cause);
}
