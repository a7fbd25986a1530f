import type { Json } from './json.js';

/**
 * Why something was decided: a named reason with the values that led to it.
 * `code` is stable and has words in `locales` (`traceText`); `because` holds the reasons below it.
 */
export interface Trace {
  readonly code: string;
  readonly params?: Readonly<Record<string, Json | undefined>>;
  readonly because?: readonly Trace[];
}
