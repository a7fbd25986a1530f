import { scriptWay, type GuideView, type Kind, type Request, type RequestEvent, type ScriptAnswer, type StepGuide, type Tick } from '@requestry/model';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';

export const guideOf = ({ guides = [] }: Kind, step: string): StepGuide | undefined => guides.find((guide) => guide.step === step);

/** How far the guides of these steps have been followed. */
export function guidesOf(context: Context, request: Request, { kind, compiled }: PublishedKind, steps: readonly string[]): readonly GuideView[] {
  return [...new Set(steps)].flatMap((step): readonly GuideView[] => {
    const checklist = compiled?.nodes.get(step)?.step?.checklist ?? [];
    const guide = guideOf(kind, step);
    if (checklist.length === 0 && !guide?.script) return [];
    const ticks = (request.ticks ?? []).filter((tick) => tick.step === step);
    return [{
      step,
      checklist: checklist.map((text, index) => {
        const tick = ticks.find(({ item }) => item === index + 1);
        return { item: index + 1, text, mandatory: guide?.mandatory?.includes(index + 1) ?? false, ...(tick ? { ticked: { by: tick.by, byName: nameOf(context, tick.by) ?? tick.by, at: tick.at } } : {}) };
      }),
      ...(guide?.script ? { script: scriptOf(context, request, step, guide.script) } : {}),
    }];
  });
}

function scriptOf(context: Context, { answers = [] }: Request, step: string, script: NonNullable<StepGuide['script']>): NonNullable<GuideView['script']> {
  const own = answers.filter((each) => each.step === step);
  const { answered, next } = scriptWay(script, own);
  return {
    answered: answered.map((question) => {
      const { answer = '', by = '', at = '' } = own.find((each) => each.question === question.id) ?? {};
      return { ...question, answer, by, at, byName: nameOf(context, by) ?? by };
    }),
    ...(next ? { next } : {}),
  };
}

/** Points of a step that are ticked off, from 1. */
export const tickedPoints = ({ ticks = [] }: Pick<Request, 'ticks'>, step: string): readonly number[] => ticks.filter((tick) => tick.step === step).map(({ item }) => item);

type Followed = Pick<Request, 'ticks' | 'answers'>;

export const followedIn = ({ ticks, answers }: Request): Followed => ({ ...(ticks ? { ticks } : {}), ...(answers ? { answers } : {}) });

export function withTick<T extends Followed>(request: T, tick: Tick, on: boolean): T {
  const { ticks = [], ...rest } = request;
  const others = ticks.filter(({ step, item }) => step !== tick.step || item !== tick.item);
  const after = on ? [...others, tick] : others;
  return (after.length > 0 ? { ...rest, ticks: after } : rest) as T;
}

export const withAnswer = <T extends Followed>(request: T, answer: ScriptAnswer): T => ({ ...request, answers: [...(request.answers ?? []).filter(({ step, question }) => step !== answer.step || question !== answer.question), answer] });

/** A step that is opened begins without ticks. */
export function withoutTicks<T extends Followed>(request: T, steps: ReadonlySet<string>): T {
  const { ticks, ...rest } = request;
  const left = ticks?.filter(({ step }) => !steps.has(step)) ?? [];
  return !ticks || left.length === ticks.length ? request : ((left.length > 0 ? { ...rest, ticks: left } : rest) as T);
}

/** What the events of a request say of how its guides were followed. */
export function followedAfter(events: readonly RequestEvent[]): Followed {
  return events.reduce<Followed>((sum, { type, facts, by = '', at }) => {
    const step = String(facts.node);
    if (type === 'step-opened') return withoutTicks(sum, new Set([step]));
    if (type === 'item-ticked') return withTick(sum, { step, item: Number(facts.item), by, at }, facts.on === true);
    return type === 'script-answered' ? withAnswer(sum, { step, question: String(facts.question), answer: String(facts.answer), by, at }) : sum;
  }, {});
}
