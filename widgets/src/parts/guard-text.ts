import type { Locale, TaskView, Trace } from '@requestry/model';
import { traceText } from '@requestry/ui';

/** What guards say of a decision. */
export const guardText = ({ complete }: TaskView['outcomes'][number], locale: Locale): string => (complete?.reason ? traceText(withoutFacts(complete.reason), locale) : '');

/** Sentences of guards without the values that led to them: the sentences tell those already. */
const withoutFacts = ({ because = [], ...trace }: Trace): Trace => (trace.code === 'guards.blocked' ? { ...trace, because: because.map(withoutFacts) } : trace);
