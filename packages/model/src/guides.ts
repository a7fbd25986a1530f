/** What leads a performer through a step: checks to tick off and a script of questions. The shapes, and the part of the port that keeps them. */
import type { PersonId } from './org.js';
import type { RequestView } from './service/views.js';
import type { LocalizedText } from './text.js';

/** One answer to choose. `next`: the question that follows, or `end`. */
export interface ScriptOption {
  readonly id: string;
  readonly text: LocalizedText;
  readonly next?: string;
}

/** A question of a script. With `options` one is chosen, else words are written. */
export interface ScriptQuestion {
  readonly id: string;
  readonly text: LocalizedText;
  /** What to say, such as a phrase for an objection. */
  readonly help?: LocalizedText;
  readonly options?: readonly ScriptOption[];
  /** The question that follows, or `end`; the next in order when neither this nor the option says. */
  readonly next?: string;
  /** Field of the form that the answer is put into, where the step lets it be edited. */
  readonly field?: string;
}

/** What leads through one step of the kind's route. */
export interface StepGuide {
  /** Id of the route's element. */
  readonly step: string;
  /** Places in the step's checklist, from 1, that have to be ticked before the step goes forward. */
  readonly mandatory?: readonly number[];
  readonly script?: readonly ScriptQuestion[];
}

/** Mandatory points of a step's checklist of so many, from 1, that are not ticked off: they have to be before it goes forward. */
export const openPoints = ({ guides = [] }: { readonly guides?: readonly StepGuide[] }, step: string, points: number, ticked: readonly number[]): readonly number[] =>
  (guides.find((guide) => guide.step === step)?.mandatory ?? []).filter((item) => item <= points && !ticked.includes(item));

/** A point of a checklist that was ticked off. Gone when the step is opened anew. */
export interface Tick {
  readonly step: string;
  /** From 1. */
  readonly item: number;
  readonly by: PersonId;
  readonly at: string;
}

export interface ScriptAnswer {
  readonly step: string;
  readonly question: string;
  /** Id of the option, or words. */
  readonly answer: string;
  readonly by: PersonId;
  readonly at: string;
}

/** How far a step's guide has been followed. */
export interface GuideView {
  readonly step: string;
  readonly checklist: readonly { readonly item: number; readonly text: LocalizedText; readonly mandatory: boolean; readonly ticked?: { readonly by: PersonId; readonly byName: string; readonly at: string } }[];
  /** Questions that were answered, in the order of the script, and the one that is next. */
  readonly script?: { readonly answered: readonly (ScriptQuestion & Pick<ScriptAnswer, 'answer' | 'by' | 'at'> & { readonly byName: string })[]; readonly next?: ScriptQuestion };
}

/** Following a guide. Whoever may complete the task does. */
export interface GuideService {
  /** Ticks a point off, or takes the tick away. */
  tickItem(command: { readonly task: string; readonly item: number; readonly on: boolean; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Keeps an answer, also in the question's field. The way through the script follows it; answers off the way stay and come back with it. */
  answerQuestion(command: { readonly task: string; readonly question: string; readonly answer: string; readonly idempotencyKey: string }): Promise<RequestView>;
}

/** The way through a script: what was answered on it, and the question that is next. A circle ends it. */
export function scriptWay(script: readonly ScriptQuestion[], answers: readonly Pick<ScriptAnswer, 'question' | 'answer'>[]): { readonly answered: readonly ScriptQuestion[]; readonly next?: ScriptQuestion } {
  const answered: ScriptQuestion[] = [];
  for (let at = script[0]; at !== undefined; ) {
    const question = at;
    const given = answers.find((each) => each.question === question.id);
    if (answered.includes(question)) break;
    if (!given) return { answered, next: question };
    answered.push(question);
    const named = question.options?.find(({ id }) => id === given.answer)?.next ?? question.next;
    at = named === undefined ? script[script.indexOf(question) + 1] : script.find(({ id }) => id === named);
  }
  return { answered };
}
