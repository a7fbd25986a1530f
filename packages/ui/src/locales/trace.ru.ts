import type { TraceParams, TraceWords } from '../trace-text.js';
import { workingTimeText } from '../trace-text.js';
import type { traceEn } from './trace.en.js';

const within = (p: TraceParams): string => (p.has('unit') ? `, подразделение «${p.text('unit')}»` : '');
const found = (p: TraceParams): string => (p.has('person') ? ` — ${p.text('person')}` : '');

/** Sentences for reasons and permissions. */
export const traceRu = {
  'may.kind-archived': () => 'этот вид заявки в архиве',
  'may.submit-not-yours': () => 'заявки этого вида открыты другим подразделениям или ролям',
  'may.not-participant': () => 'вы не участвуете в этой заявке',
  'may.comments-off': () => 'комментарии для этого вида заявки выключены',
  'may.request-ended': () => 'заявка завершена',
  'may.withdraw-off': () => 'заявки этого вида не отзываются',
  'may.initiator-only': () => 'это может только инициатор',
  'may.administrator-only': () => 'это может только администратор',
  'may.task-closed': () => 'задание уже закрыто',
  'may.request-incident': () => 'маршрут остановился из-за ошибки, нужен администратор',
  'may.performer-only': () => 'это может только исполнитель задания',
  'may.designer-only': () => 'нужно право на настройку',

  'who.person': (p) => `на этапе назначен человек: ${p.text('person')}`,
  'who.role': (p) => `по роли «${p.text('role')}»${within(p)}${found(p)}`,
  'who.group': (p) => `по группе «${p.text('group')}»${found(p)}`,
  'who.unitHead': (p) => `руководитель подразделения «${p.text('unit')}»${found(p)}`,
  'who.initiator': (p) => `инициатор заявки${found(p)}`,
  'who.initiatorHead': (p) => `руководитель инициатора${(p.count('level') ?? 1) > 1 ? `, уровень ${p.text('level')}` : ''}${p.has('unit') ? ` (${p.text('unit')})` : ''}${found(p)}`,
  'who.kindHead': (p) => `руководитель подразделения, которое отвечает за этот вид заявки${p.has('unit') ? ` (${p.text('unit')})` : ''}${found(p)}`,
  'who.field': (p) => `указан в поле «${p.text('field')}»${found(p)}`,
  'who.performer': (p) => `исполнитель этапа «${p.text('step')}»${found(p)}`,
  'who.leastLoaded': (p) => `меньше всего открытых заданий${p.has('count') ? ` (${p.text('count')})` : ''}${p.has('group') ? ` в группе «${p.text('group')}»` : p.has('role') ? ` по роли «${p.text('role')}»` : ''}${found(p)}`,
  'who.table': (p) => `по таблице «${p.text('decision')}»${p.has('rule') ? `, правило ${p.text('rule')}` : ''}${p.has('conditions') ? `: ${p.text('conditions')}` : ''}${found(p)}`,
  'decision.value': (p) => `таблица «${p.text('decision')}» даёт ${p.text('value') || 'пусто'}`,
  'decision.rule': (p) => `правило ${p.text('rule')}${p.has('conditions') ? `: ${p.text('conditions')}` : ''}${p.has('note') ? ` (${p.text('note')})` : ''}`,
  'decision.input': (p) => `${p.text('input')} = ${p.text('value') || 'пусто'}`,
  'who.feel': (p) => `по выражению ${p.text('expression')}${found(p)}`,
  'who.substituted': (p) => `${p.text('absent')} отсутствует${p.has('until') ? ` до ${p.date('until')}` : ''}, замещает ${p.text('substitute')}`,
  'who.nobody': (p) => `никто не найден${p.has('step') ? ` для этапа «${p.text('step')}»` : ''}`,

  'branch.only': () => 'другого пути нет',
  'due.elapsed': (p) => `срок${p.has('due') ? ` ${p.date('due')}` : ''}`,
  'forecast.current': () => 'этап идёт сейчас',
  'incident.endless-loop': () => 'маршрут ходит по кругу без участия людей',
  'mode.in-turn': () => 'исполнители решают по очереди',
  'timer.no-date': (p) => `срок не получается из ${p.text('expression')}`,
  'may.on-behalf': () => 'подавать за другого может только его заместитель или администратор',
  'may.unknown-person': () => 'такого сотрудника нет в организации',
  'feel.value': (p) => `${p.text('expression')} даёт ${p.text('value')}`,
  'feel.name': (p) => `${p.text('name')} = ${p.text('value')}`,

  'skip.initiator': () => 'пропущено: исполнитель и есть инициатор',
  'skip.alreadyApproved': (p) => `пропущено: уже есть согласование${p.has('person') ? ` (${p.text('person')})` : ' этого человека'}`,
  'skip.condition': (p) => `пропущено по условию ${p.text('expression')}`,

  'branch.condition': (p) => `ветвь${p.has('flow') ? ` «${p.text('flow')}»` : ''}${p.has('gateway') ? `, условие «${p.text('gateway')}»` : ''}: выполняется ${p.text('expression')}${p.has('values') ? ` (${p.text('values')})` : ''}`,
  'branch.default': (p) => `ветвь${p.has('flow') ? ` «${p.text('flow')}»` : ''}${p.has('gateway') ? `, условие «${p.text('gateway')}»` : ''}: другие условия не выполняются${p.has('values') ? ` (${p.text('values')})` : ''}`,

  'due.working': (p) => `срок ${p.date('due')}: ${workingTimeText(p.text('duration'), 'ru')}${p.has('from') ? ` от ${p.date('from')}` : ''}`,
  'due.expression': (p) => `срок${p.has('due') ? ` ${p.date('due')}` : ''} по выражению ${p.text('expression')}`,
  'timer.fired': (p) => `наступило время${p.has('at') ? `: ${p.date('at')}` : ''}`,

  'task.cancelled-by-outcome': (p) => `задание больше не нужно: ${p.has('person') ? `решение принял другой исполнитель (${p.text('person')})` : 'хватило другого решения'}`,
  'task.cancelled-request-ended': () => 'задание больше не нужно: заявка завершена',
  'task.reassigned': (p) => `переназначено${p.has('from') ? `, был исполнитель ${p.text('from')}` : ''}${p.has('to') ? `, теперь ${p.text('to')}` : ''}${p.has('by') ? `, кто переназначил: ${p.text('by')}` : ''}`,

  'mode.first-wins': () => 'считается первое решение',
  'mode.all-needed': (p) => `решить должны все${p.has('count') ? ` (${p.text('count')})` : ''}`,
  'turning-point': (p) => `маршрут был бы другим, если ${p.text('expression')}${p.has('values') ? ` (сейчас ${p.text('values')})` : ''}`,
} satisfies Record<keyof typeof traceEn, TraceWords[string]>;
