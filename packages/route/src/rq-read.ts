import type { AccessMap, AssignmentRule, EndSettings, Escalation, FieldAccess, Issue, LocalizedText, Outcome, SkipRule, StepMode, StepSettings, StepType } from '@requestry/model';
import { child, defined, list, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import type { Mapping } from './route.js';

const stepTypes: readonly StepType[] = [
  'approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision',
  'registration', 'rework', 'notification', 'wait', 'action', 'subroute',
];
const modes: readonly StepMode['kind'][] = ['one', 'first', 'all', 'inTurn', 'quorum'];
const endStates: readonly EndSettings['state'][] = ['completed', 'rejected', 'refused', 'cancelled', 'withdrawn'];
const fieldAccess: readonly FieldAccess[] = ['hidden', 'read', 'edit', 'required'];
const effects: readonly NonNullable<Outcome['effect']>[] = ['forward', 'return', 'stop'];
const actions: readonly Escalation['action'][] = ['notify', 'add', 'handOver', 'decide'];

type Report = (code: string, params?: Issue['params']) => void;

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find((known) => known === value);

/** The localized text in `title`, `titleRu` and `titleEn`; absent when none is set. */
export function readTitle(element: ModdleElement | undefined): LocalizedText | undefined {
  if (!element) return undefined;
  const plain = text(element, 'title');
  if (plain !== undefined) return plain;
  const ru = text(element, 'titleRu');
  const en = text(element, 'titleEn');
  return ru === undefined && en === undefined ? undefined : defined({ ru, en });
}

/** What `rq:end` says; a state it does not know is reported and read as completed. */
export function readEnd(element: ModdleElement, report: Report): EndSettings {
  const state = oneOf(endStates, text(element, 'state'));
  if (!state) report('route.end-state-unknown', { value: text(element, 'state') });
  return defined({ state: state ?? 'completed', title: readTitle(element) });
}

/** What `rq:step` says; unknown words are reported and left out. A step of unknown type is no step. */
export function readStep(element: ModdleElement, report: Report): StepSettings | undefined {
  const type = oneOf(stepTypes, text(element, 'type'));
  if (!type) {
    report('route.step-type-unknown', { value: text(element, 'type') });
    return undefined;
  }
  return defined<StepSettings>({
    type,
    title: readTitle(element),
    who: readWho(child(element, 'who'), report),
    mode: readMode(child(element, 'mode'), report),
    skip: filled(list(element, 'skip').flatMap((skip) => readSkip(skip, report))),
    notPerformerOf: filled(list(element, 'separations').flatMap((separation) => text(separation, 'step') ?? [])),
    outcomes: filled(list(element, 'outcomes').map((outcome) => readOutcome(outcome, report))),
    access: readAccess(list(element, 'access'), report),
    due: text(element, 'due'),
    reminders: filled(list(element, 'reminders').map((reminder) => ({ before: text(reminder, 'before') ?? '' }))),
    escalations: filled(list(element, 'escalations').flatMap((escalation) => readEscalation(escalation, report))),
    guidance: readTitle(child(element, 'guidance')),
    checklist: filled(list(element, 'checklist').flatMap((check) => readTitle(check) ?? [])),
    estimate: text(element, 'estimate'),
    stage: text(element, 'stage'),
    set: readSet(list(element, 'assignments')),
  });
}

const filled = <T>(values: readonly T[]): readonly T[] | undefined => (values.length > 0 ? values : undefined);

function readWho(who: ModdleElement | undefined, report: Report): AssignmentRule | undefined {
  if (!who) return undefined;
  const rule = text(who, 'rule');
  const wanted = (name: string): string => {
    const value = text(who, name);
    if (value === undefined) report('route.who-incomplete', { rule: rule ?? '', missing: name });
    return value ?? '';
  };
  switch (rule) {
    case 'person':
      return { rule, person: wanted('person') };
    case 'role':
      return defined({ rule, role: wanted('role'), unit: text(who, 'unit') });
    case 'group':
      return { rule, group: wanted('group') };
    case 'unitHead':
      return { rule, unit: wanted('unit') };
    case 'initiator':
    case 'kindHead':
    case 'source':
      return { rule };
    case 'initiatorHead':
      return defined({ rule, level: who.get('level') as number | undefined, firstAbove: who.get('firstAbove') as boolean | undefined });
    case 'field':
      return { rule, field: wanted('field') };
    case 'performer':
      return { rule, step: wanted('step') };
    case 'leastLoaded':
      return defined({ rule, group: text(who, 'group'), role: text(who, 'role') });
    case 'table':
      return { rule, decision: wanted('decision') };
    case 'feel':
      return { rule, expression: wanted('expression') };
    default:
      report('route.who-unknown', { value: rule });
      return undefined;
  }
}

function readMode(mode: ModdleElement | undefined, report: Report): StepMode | undefined {
  if (!mode) return undefined;
  const kind = oneOf(modes, text(mode, 'kind'));
  if (!kind) {
    report('route.mode-unknown', { value: text(mode, 'kind') });
    return undefined;
  }
  return defined({
    kind,
    quorum: mode.get('quorum') as number | undefined,
    percent: mode.get('percent') as boolean | undefined,
    veto: mode.get('veto') as boolean | undefined,
  });
}

function readSkip(skip: ModdleElement, report: Report): SkipRule[] {
  const when = text(skip, 'when') ?? '';
  if (when === 'initiator' || when === 'alreadyApproved' || when.startsWith('=')) return [when as SkipRule];
  report('route.skip-unknown', { value: when });
  return [];
}

function readOutcome(outcome: ModdleElement, report: Report): Outcome {
  const effectText = text(outcome, 'effect');
  const effect = oneOf(effects, effectText);
  if (effectText !== undefined && !effect) report('route.effect-unknown', { value: effectText });
  const id = text(outcome, 'id');
  if (!id) report('route.outcome-without-id');
  return defined<Outcome>({
    id: id ?? '',
    title: readTitle(outcome) ?? id ?? '',
    effect,
    commentRequired: outcome.get('commentRequired') as boolean | undefined,
    decisionDirectory: text(outcome, 'decisionDirectory') ?? text(outcome, 'reasonDirectory'),
  });
}

function readAccess(entries: readonly ModdleElement[], report: Report): AccessMap | undefined {
  const access = new Map<string, FieldAccess>();
  for (const entry of entries) {
    const field = text(entry, 'field');
    const level = oneOf(fieldAccess, text(entry, 'level'));
    if (field && level) access.set(field, level);
    else report('route.access-unknown', { value: text(entry, 'level') });
  }
  return access.size > 0 ? Object.fromEntries(access) : undefined;
}

function readEscalation(escalation: ModdleElement, report: Report): Escalation[] {
  const action = oneOf(actions, text(escalation, 'action'));
  const after = text(escalation, 'after');
  const outcome = text(escalation, 'outcome');
  if (action === 'decide' && outcome !== undefined) return [defined({ action, outcome, after })];
  const to = action === 'decide' ? undefined : readWho(child(escalation, 'to'), report);
  if (action && action !== 'decide' && to) return [defined({ action, to, after })];
  report('route.escalation-incomplete');
  return [];
}

function readSet(entries: readonly ModdleElement[]): Readonly<Record<string, string>> | undefined {
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map((entry) => [text(entry, 'field') ?? '', text(entry, 'value') ?? '']));
}

/** Names with their expressions, of `rq:input` and `rq:output`. */
export function readMapping(entries: readonly ModdleElement[]): Mapping | undefined {
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map((entry) => [text(entry, 'name') ?? '', text(entry, 'value') ?? '']));
}
