import { outcomesOf } from '@requestry/model';
import type { AssignmentRule, EndSettings, LocalizedText, Outcome, StepMode, StepSettings, StepType } from '@requestry/model';
import { defined } from '../moddle.js';
import type { Random } from './random.js';

const words = ['Согласование', 'Проверка «бюджета»', 'Legal & compliance', 'Приёмка <работ>', 'Юрист\nи секретарь', 'Охрана труда', "Director's word", 'Ознакомление'];
const personal: readonly StepType[] = ['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration'];

/** A name out of a few, some of them awkward for XML. */
export const randomName = (random: Random): string => random.pick(words);

/** A text in one or both languages. */
export function randomText(random: Random): LocalizedText {
  const text = `${random.pick(words)} ${random.below(100)}`;
  return random.pick<LocalizedText>([text, { ru: text }, { ru: text, en: `Step ${random.below(100)}` }, { en: 'Only “English”' }]);
}

/** A rule; `steps` are those whose performer may be asked for. `everything`: also of the seldom sorts. */
export function randomWho(random: Random, steps: readonly string[] = [], everything = false): AssignmentRule {
  const rules: AssignmentRule[] = [
    { rule: 'person', person: 'anna' },
    { rule: 'role', role: 'lawyer' },
    { rule: 'role', role: 'lawyer', unit: 'initiator' },
    { rule: 'group', group: 'board' },
    { rule: 'unitHead', unit: 'finance' },
    { rule: 'initiatorHead' },
    { rule: 'initiatorHead', level: 2, firstAbove: true },
    { rule: 'kindHead' },
    { rule: 'source' },
    { rule: 'field', field: 'equipment.responsible' },
    { rule: 'leastLoaded', group: 'board' },
    ...(everything ? ([{ rule: 'initiator' }, { rule: 'leastLoaded', role: 'lawyer' }, { rule: 'table', decision: 'approvers' }, { rule: 'role', role: 'lawyer', unit: 'kind' }] as const) : []),
    { rule: 'feel', expression: '=if amount > 10 then "anna" else "boris"' },
    ...steps.map((step): AssignmentRule => ({ rule: 'performer', step })),
  ];
  return random.pick(rules);
}

const modes: readonly StepMode[] = [{ kind: 'one' }, { kind: 'first' }, { kind: 'all' }, { kind: 'inTurn' }, { kind: 'quorum', quorum: 2 }, { kind: 'quorum', quorum: 66.5, percent: true, veto: true }];

/** Settings of a step that a person does, with any of the optional parts. */
export function randomStep(random: Random, type: StepType = random.pick(personal), steps: readonly string[] = []): StepSettings {
  const maybe = <T>(make: () => T): T | undefined => (random.chance(0.3) ? make() : undefined);
  const who = randomWho(random, steps);
  const outcomes = maybe(() => randomOutcomes(random));
  const decisions = outcomesOf(defined<StepSettings>({ type, outcomes })).slice(0, 1);
  return defined<StepSettings>({
    type,
    title: maybe(() => randomText(random)),
    who,
    mode: maybe(() => random.pick(modes)),
    skip: maybe(() => random.pick<NonNullable<StepSettings['skip']>>([['initiator'], ['alreadyApproved', '=amount < 10'], ['=a < "b"']])),
    outcomes,
    // Only where the rule leaves open who does it: with two fixed rules there may be nobody left.
    notPerformerOf: steps.length > 0 && (who.rule === 'field' || who.rule === 'feel' || who.rule === 'leastLoaded') ? maybe(() => [random.pick(steps)]) : undefined,
    access: maybe(() => ({ amount: 'edit' as const, '*': 'read' as const })),
    due: maybe(() => random.pick(['P2D', 'PT4H', '=now() + duration("P1D")'])),
    reminders: maybe(() => [{ before: 'PT4H' }, { before: 'P1D' }]),
    escalations: maybe(() => [{ action: 'notify' as const, to: randomWho(random) }, { action: 'handOver' as const, to: randomWho(random), after: 'P1D' }, ...decisions.map(({ id }) => ({ action: 'decide' as const, outcome: id, after: 'P2D' }))]),
    guidance: maybe(() => randomText(random)),
    checklist: maybe(() => [randomText(random), randomText(random)]),
    estimate: maybe(() => 'PT30M'),
    stage: maybe(() => 'review'),
    set: type === 'action' ? { checked: '=true', note: '="a" + "b"' } : undefined,
  });
}

function randomOutcomes(random: Random): Outcome[] {
  const outcomes: Outcome[] = [{ id: 'yes', title: randomText(random) }, { id: 'no', title: randomText(random), effect: 'stop', commentRequired: true }];
  if (random.chance(0.5)) outcomes.push({ id: 'back', title: randomText(random), effect: 'return', commentRequired: false, decisionDirectory: 'verdicts' });
  return outcomes;
}

/** What an end means. */
export const randomEnd = (random: Random): EndSettings =>
  defined({ state: random.pick<EndSettings['state']>(['completed', 'rejected', 'refused', 'cancelled']), title: random.chance(0.5) ? randomText(random) : undefined });
