/** The body that was stored as this text; undefined when it is no JSON, as when something else wrote over it: then the reader tells, and other documents are still there. */
export function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
