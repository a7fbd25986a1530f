import { parseDuration, type Issue, type Kind, type ScriptQuestion } from '@requestry/model';
import type { Route } from '@requestry/route';

type Words = { readonly ru: string; readonly en: string };

const words: Readonly<Record<string, (value: string) => Words>> = {
  'kind.guide-step': (value) => ({ ru: `на маршруте нет этапа «${value}»`, en: `the route has no step “${value}”` }),
  'kind.guide-twice': (value) => ({ ru: `«${value}» встречается дважды`, en: `“${value}” is there twice` }),
  'kind.guide-item': (value) => ({ ru: `в списке проверок нет пункта ${value}`, en: `the checklist has no point ${value}` }),
  'kind.guide-next': (value) => ({ ru: `нет вопроса «${value}»`, en: `there is no question “${value}”` }),
  'kind.guide-circle': (value) => ({ ru: `вопросы ходят по кругу через «${value}»`, en: `the questions go in a circle through “${value}”` }),
  'kind.guide-field': (value) => ({ ru: `в форме нет поля «${value}»`, en: `the form has no field “${value}”` }),
  'kind.guide-many': (value) => ({ ru: `не больше ${value} вопросов`, en: `at most ${value} questions` }),
};

const mostQuestions = 100;

/** What is wrong with the guides of a kind: steps, points, questions and fields that are not there, and ways without an end. */
export function guideIssues(kind: Kind, route: Route | undefined): readonly Issue[] {
  const { guides = [] } = kind;
  return guides.flatMap((guide, index) => {
    const say = (code: string, place: string, value: string): Issue => {
      const said = words[code]?.(value) ?? { ru: '', en: '' };
      return { code, path: `/guides/${index}/${place}`, params: { value, message: { ru: `Подсказки этапа «${guide.step}»: ${said.ru}`, en: `Guide of “${guide.step}”: ${said.en}` } } };
    };
    const step = route?.nodes.find(({ id }) => id === guide.step)?.step;
    const points = step?.checklist?.length ?? 0;
    return [
      ...(step ? [] : [say('kind.guide-step', 'step', guide.step)]),
      ...(guides.findIndex((each) => each.step === guide.step) < index ? [say('kind.guide-twice', 'step', guide.step)] : []),
      ...(guide.mandatory ?? []).flatMap((item) => (!step || (Number.isInteger(item) && item >= 1 && item <= points) ? [] : [say('kind.guide-item', 'mandatory', String(item))])),
      ...scriptProblems(kind, guide.script ?? []).map(([code, value]) => say(code, 'script', value)),
    ];
  });
}

function scriptProblems({ form }: Kind, script: readonly ScriptQuestion[]): readonly (readonly [code: string, value: string])[] {
  const ids = script.map(({ id }) => id);
  const known = (next: string | undefined): boolean => next === undefined || next === 'end' || ids.includes(next);
  const nexts = script.flatMap(({ next, options = [] }) => [next, ...options.map((option) => option.next)]);
  const circle = nexts.every(known) ? circleIn(script) : undefined;
  return [
    ...(script.length > mostQuestions ? [['kind.guide-many', String(mostQuestions)] as const] : []),
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => ['kind.guide-twice', id] as const),
    ...nexts.filter((next) => !known(next)).map((next) => ['kind.guide-next', next ?? ''] as const),
    ...(circle === undefined ? [] : [['kind.guide-circle', circle] as const]),
    ...script.flatMap(({ field }) => (field === undefined || Object.hasOwn(form.schema.properties ?? {}, field) ? [] : [['kind.guide-field', field] as const])),
  ];
}

/** A question from which a way leads back to itself. */
function circleIn(script: readonly ScriptQuestion[]): string | undefined {
  const after = (at: number): readonly number[] => {
    const { next, options = [] } = script[at] ?? { id: '', text: '' };
    const names = options.length > 0 ? options.map((option) => option.next ?? next) : [next];
    return names.map((name) => (name === undefined ? at + 1 : script.findIndex(({ id }) => id === name))).filter((index) => index >= 0 && index < script.length);
  };
  const open = new Set<number>();
  const done = new Set<number>();
  const visit = (at: number): string | undefined => {
    if (open.has(at)) return script[at]?.id;
    if (done.has(at)) return undefined;
    open.add(at);
    const found = after(at).map(visit).find((id) => id !== undefined);
    open.delete(at);
    done.add(at);
    return found;
  };
  return script.length > mostQuestions ? undefined : script.map((_question, at) => visit(at)).find((id) => id !== undefined);
}

/** What is wrong with how a kind is rated. */
export function ratingIssues({ rating }: Kind): readonly Issue[] {
  const text = rating?.changeWithin;
  if (text === undefined || (parseDuration(text) && !text.includes('W'))) return [];
  return [{ code: 'kind.rating-time', path: '/rating/changeWithin', params: { value: text, message: { ru: `Оценка: «${text}» не время вида P7D`, en: `Rating: “${text}” is no time such as P7D` } } }];
}
