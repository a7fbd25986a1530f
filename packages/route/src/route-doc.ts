import type { EndSettings, LocalizedText, StepSettings } from '@requestry/model';
import type { EventDefinition, LoopSettings, Mapping, NodeType, RouteFlow, RouteNode } from './route.js';

/** Where an outcome of a step leads when it does not simply go on. */
export type OutcomeTarget =
  /** Ends the request. */
  | { readonly to: 'end'; readonly id: string; readonly end: EndSettings }
  /** Back to (or ahead to) a step of the same list or one that encloses it. */
  | { readonly to: 'step'; readonly step: string }
  /** Through a rework step of the initiator (or another) and then back to the step, or to `backTo`. */
  | { readonly to: 'rework'; readonly id: string; readonly rework: StepSettings; readonly backTo?: string };

/** A timer on the border of a step. Interrupting unless said otherwise. */
export interface DocTimer {
  readonly id: string;
  readonly name?: string;
  readonly event: EventDefinition & { readonly type: 'timer' };
  readonly interrupting: boolean;
  readonly target: OutcomeTarget | { readonly to: 'next' };
}

/** A person's or machine's step. */
export interface DocTask {
  readonly kind: 'step';
  readonly id: string;
  readonly name: string;
  readonly settings: StepSettings;
  /** By outcome id; outcomes not named go on to the next entry. */
  readonly targets: Readonly<Record<string, OutcomeTarget>>;
  readonly timers: readonly DocTimer[];
  /** BPMN type when it is not the one that the step type stands for. */
  readonly node?: NodeType;
  /** The element has no `rq:step`; `settings` are a guess that is not written unless changed. */
  readonly bare?: true;
  readonly script?: RouteNode['script'];
  readonly loop?: LoopSettings;
  readonly calledElement?: string;
  readonly input?: Mapping;
  readonly output?: Mapping;
}

export interface DocBranch {
  readonly id: string;
  readonly name?: string;
  readonly title?: LocalizedText;
  /** FEEL with leading `=`; absent on the default branch ("otherwise") and on parallel branches. */
  readonly condition?: string;
  readonly steps: readonly DocEntry[];
  /** The branch ends the request instead of joining the others. */
  readonly end?: { readonly id: string; readonly end: EndSettings };
}

/** `choice`: the first branch whose condition holds · `parallel`: all · `inclusive`: all whose conditions hold. */
export interface DocSplit {
  readonly kind: 'choice' | 'parallel' | 'inclusive';
  readonly id: string;
  readonly name: string;
  readonly branches: readonly DocBranch[];
}

/** Waiting in between: a date, a duration. */
export interface DocWait {
  readonly kind: 'wait';
  readonly id: string;
  readonly name: string;
  readonly event: EventDefinition;
}

/** What the list cannot show: kept whole and edited on the diagram only. */
export interface DocOpaque {
  readonly kind: 'opaque';
  readonly id: string;
  readonly name: string;
  /** Number of BPMN elements inside. */
  readonly elements: number;
  /** Their ids. */
  readonly ids: readonly string[];
  /** Why the list cannot show it: a code with words in `locales`. */
  readonly reason: string;
  /** The elements as BPMN XML; empty when the route was never a file. */
  readonly xml: string;
  /** The same as plain data. Flows to the next entry have `to: ''`. */
  readonly nodes: readonly RouteNode[];
  readonly flows: readonly RouteFlow[];
  /** The node that is entered; absent when nothing leads here (a second start, a subprocess started by an event). */
  readonly entry?: string;
}

export type DocEntry = DocTask | DocSplit | DocWait | DocOpaque;

/** A route as an ordered list of steps with branches, for people who know no BPMN. Plain JSON. */
export interface RouteDoc {
  readonly id: string;
  readonly name: string;
  readonly start: { readonly id: string; readonly name?: string; readonly event?: EventDefinition };
  readonly steps: readonly DocEntry[];
  /** The end that is reached when all steps are done. */
  readonly end: { readonly id: string; readonly end: EndSettings; readonly name?: string; readonly event?: EventDefinition };
}
