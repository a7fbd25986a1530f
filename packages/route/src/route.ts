import type { Diagram, EndSettings, LocalizedText, StepSettings } from '@requestry/model';

/** What an event waits for or does. */
export type EventDefinition =
  /** ISO duration, ISO date or ISO repeating interval; FEEL when it starts with `=`. `working`: counted in working time. */
  | { readonly type: 'timer'; readonly kind: 'duration' | 'date' | 'cycle'; readonly value: string; readonly working?: boolean }
  | { readonly type: 'message'; readonly name: string; readonly key?: string }
  | { readonly type: 'signal'; readonly name: string }
  | { readonly type: 'error' | 'escalation'; readonly code?: string }
  | { readonly type: 'condition'; readonly expression: string }
  | { readonly type: 'link'; readonly name: string }
  | { readonly type: 'terminate' }
  | { readonly type: 'compensation' | 'cancel' };

export type NodeType =
  | 'startEvent' | 'endEvent' | 'intermediateCatchEvent' | 'intermediateThrowEvent' | 'boundaryEvent'
  | 'task' | 'userTask' | 'manualTask' | 'serviceTask' | 'scriptTask' | 'businessRuleTask' | 'sendTask' | 'receiveTask'
  | 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventBasedGateway' | 'complexGateway'
  | 'subProcess' | 'transaction' | 'adHocSubProcess' | 'callActivity';

/** Repetition of an activity. */
export interface LoopSettings {
  readonly kind: 'standard' | 'parallel' | 'sequential';
  /** FEEL. `standard`: again while it holds · else: enough when it holds. */
  readonly condition?: string;
  /** How many times: a number, or FEEL giving one. */
  readonly over?: string;
  /** FEEL giving a list: once for each item. */
  readonly collection?: string;
  /** Name by which expressions of one instance see its item. */
  readonly element?: string;
  /** `standard`: at most so many times. */
  readonly max?: number;
  /** `standard`: the condition is asked before the first time too. */
  readonly before?: boolean;
}

/** Name → FEEL with leading `=`. */
export type Mapping = Readonly<Record<string, string>>;

export interface RouteNode {
  readonly id: string;
  readonly type: NodeType;
  readonly name?: string;
  /** Of `rq:step`, on user, send, service, receive tasks, intermediate events, subprocesses and call activities. */
  readonly step?: StepSettings;
  /** Of `rq:end`, on end events. */
  readonly end?: EndSettings;
  /** Of events; of receive and send tasks the message. */
  readonly event?: EventDefinition;
  /** Boundary events: the activity they sit on; whether it is interrupted (default true). */
  readonly attachedTo?: string;
  readonly interrupting?: boolean;
  /** Gateways and activities: the flow taken when no condition holds. */
  readonly default?: string;
  /** The subprocess that holds the node; absent at the top. */
  readonly parent?: string;
  readonly eventSubProcess?: boolean;
  readonly loop?: LoopSettings;
  readonly calledElement?: string;
  /** Call activities: what the called route sees besides the request's fields, and what it gives back. With either, what it sets stays inside. */
  readonly input?: Mapping;
  readonly output?: Mapping;
  /** Script tasks: FEEL and the variable that takes its value. Business-rule tasks: the decision. */
  readonly script?: { readonly expression: string; readonly result?: string; readonly language?: string };
}

export interface RouteFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  /** Name per language. */
  readonly title?: LocalizedText;
  /** FEEL with leading `=`. */
  readonly condition?: string;
}

export interface Lane {
  readonly id: string;
  readonly name?: string;
  readonly nodes: readonly string[];
}

/** Control flow of one BPMN process with its picture. A view for reading: edits go through `RouteDoc` or a BPMN editor. */
export interface Route {
  /** Id of the process. */
  readonly id: string;
  readonly name?: string;
  readonly nodes: readonly RouteNode[];
  readonly flows: readonly RouteFlow[];
  readonly lanes: readonly Lane[];
  readonly diagram: Diagram;
  /** Parsed BPMN that this was read from, kept whole so that foreign content survives writing. Opaque. */
  readonly source?: unknown;
}
