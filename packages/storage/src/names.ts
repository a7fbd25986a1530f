/** Names as databases keep them: some take no zero letters and no lone surrogates, so both are written as JSON escapes them. */

/** The text that stands for a name; different names have different ones, ordinary names stay as they are. */
export function storedName(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

/** The way back. */
export function nameOf(stored: string): string {
  return stored.includes('\\') ? (JSON.parse(`"${stored}"`) as string) : stored;
}
