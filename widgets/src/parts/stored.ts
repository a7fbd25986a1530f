/** A preference kept in this browser. A full, forbidden or damaged store is as an empty one. */
export function readStored<T>(name: string, accepts: (value: unknown) => value is T, fallback: T): T {
  try {
    const text = localStorage.getItem(`requestry.${name}`);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return accepts(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a preference as long as the browser lets it. */
export function store(name: string, value: unknown): void {
  try {
    localStorage.setItem(`requestry.${name}`, JSON.stringify(value));
  } catch {
    // The preference lasts as long as the page does.
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length <= 1000 && value.every((item) => typeof item === 'string');
