import type { PersonId } from './org.js';
import type { StepType } from './step.js';
import type { LocalizedText } from './text.js';
import type { Trace } from './trace.js';

/** One step that will, may, or will not be taken. */
export interface ForecastStep {
  readonly step: string;
  readonly type: StepType;
  readonly title: LocalizedText;
  /** `done` and `current` on a running request; `skipped` with the reason in `why`; `possible` depends on later decisions. */
  readonly state: 'done' | 'current' | 'expected' | 'possible' | 'skipped';
  /** Who is expected, by name; several share or choose. Empty while somebody chooses them later. */
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly onBehalfOf?: string }[];
  /** Earliest and latest probable moment of completion, ISO. */
  readonly from?: string;
  readonly to?: string;
  /** Why these people, why skipped. */
  readonly why: Trace;
}

export interface Forecast {
  readonly steps: readonly ForecastStep[];
  /** When the whole is probably done. */
  readonly from?: string;
  readonly to?: string;
  /** Why some branch is taken, in route order. */
  readonly branches: readonly Trace[];
  /** What would make the route differ, when a condition on a field decides it. */
  readonly turningPoints: readonly Trace[];
  /** Names of the people, units, steps and branches whose ids stand in the reasons. */
  readonly names?: Readonly<Record<string, string>>;
  /** The forecast stops where the route depends on something unknown. */
  readonly complete: boolean;
}
