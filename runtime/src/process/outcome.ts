import { leadsForward, outcomesOf, type StepSettings } from '@requestry/model';

/** The outcome lets the route go on. Unknown outcomes do. */
export const isForward = (step: StepSettings, outcome: string): boolean => leadsForward(outcomesOf(step), outcome);
