import type { Locale } from '@requestry/model';
import type { TraceParams, TraceWords } from '@requestry/ui';
import { traceText } from '@requestry/ui';

/** The sentence of a code that stands in a value, as part of another. */
function reasonIn(p: TraceParams, locale: Locale): string {
  const text = traceText({ code: p.text('reason') }, locale);
  return text.charAt(0).toLocaleLowerCase() + text.slice(1).replace(/\.$/, '');
}

/** Why something of people, comments, relations, guides and ratings cannot be: sentences that are known once these are shown. */
const en = {
  'may.role-off': () => 'people in this role do not take part in such requests',
  'may.mentions-off': () => 'the person does not see the request, and nobody is drawn into such requests by a mention',
  'may.contact-of-client': () => 'they are no contact person of the client of this request',
  'may.contact-private': () => 'private comments go to nobody outside',
  'may.role-not-for-person': () => 'the role is not for this person',
  'may.outsider': () => 'somebody from outside cannot draw others in',
  'may.invite-not-yours': () => 'the initiator, performers and administrators draw people in',
  'may.role-silent': () => 'people in your role only read',
  'may.history-not-shown': () => 'the history of such requests is not shown to you',
  'may.private': () => 'private comments are for those who work on the request',
  'may.own-comment-only': () => 'only whoever wrote it can',
  'may.comment-too-old': () => 'the time for changes is over',
  'comment.deleted': () => 'the comment was deleted',
  'comment.answer-private': () => 'an answer to a private comment is private',
  'comment.mention-refused': (p) => `${p.text('person')} cannot be mentioned: ${reasonIn(p, 'en')}`,
  'participant.role': (p) => `there is no role “${p.text('found')}”`,
  'participant.too-many': (p) => `a request has at most ${p.text('limit')} of them`,
  'may.relation-state': () => 'the request is in a state in which this is not made',
  'may.relation-not-yours': () => 'others make this',
  'may.relation-hidden': () => 'it changes fields that are hidden from you',
  'relation.enough': () => 'as many as may be are there already',
  'relation.chain-full': () => 'the chain is too long',
  'relation.has-subject': () => 'the chain has a subject already',
  'relation.taken': () => 'the request is part of another open one',
  'relation.cycle': () => 'the one is part of the other already',
  'relation.too-deep': () => 'too many requests stand above it',
  'relation.many-links': () => 'the request belongs to too many others',
  'relation.other-kind': () => 'the request is of another kind',
  'relation.adopts-not': () => 'requests that are there already are not put here',
  'relation.from-open': () => 'the other request has not ended',
  'may.not-rated': () => 'requests of this kind are not rated',
  'may.rate-completed': () => 'it is rated once it is completed',
  'may.rating-too-old': () => 'the time for changes is over',
  'rating.stars': () => 'one to five stars',
  'guide.item': (p) => `the checklist has no point ${p.text('found')}`,
  'guide.option': (p) => `“${p.text('found')}” is none of the answers`,
} satisfies TraceWords;

const ru = {
  'may.role-off': () => 'в таких заявках нет участников с этой ролью',
  'may.mentions-off': () => 'человеку не видна заявка, а упоминанием в такие заявки не добавляют',
  'may.contact-of-client': () => 'это не контактное лицо клиента заявки',
  'may.contact-private': () => 'скрытые комментарии наружу не отправляются',
  'may.role-not-for-person': () => 'роль не для этого человека',
  'may.outsider': () => 'внешний участник не добавляет других',
  'may.invite-not-yours': () => 'участников добавляют инициатор, исполнители и администраторы',
  'may.role-silent': () => 'с вашей ролью комментарии только читают',
  'may.history-not-shown': () => 'история таких заявок вам не показывается',
  'may.private': () => 'скрытые комментарии — для тех, кто работает с заявкой',
  'may.own-comment-only': () => 'это может только автор',
  'may.comment-too-old': () => 'время для изменений прошло',
  'comment.deleted': () => 'комментарий удалён',
  'comment.answer-private': () => 'ответ на скрытый комментарий тоже скрыт',
  'comment.mention-refused': (p) => `${p.text('person')} — упомянуть нельзя: ${reasonIn(p, 'ru')}`,
  'participant.role': (p) => `нет роли «${p.text('found')}»`,
  'participant.too-many': (p) => `у заявки их не больше ${p.text('limit')}`,
  'may.relation-state': () => 'заявка сейчас в состоянии, в котором этого не делают',
  'may.relation-not-yours': () => 'это делают другие',
  'may.relation-hidden': () => 'меняются поля, которые вам не видны',
  'relation.enough': () => 'столько, сколько можно, уже создано',
  'relation.chain-full': () => 'цепочка слишком длинная',
  'relation.has-subject': () => 'у цепочки уже есть предмет',
  'relation.taken': () => 'заявка уже входит в другую незавершённую',
  'relation.cycle': () => 'одна уже входит в другую',
  'relation.too-deep': () => 'над заявкой слишком много уровней',
  'relation.many-links': () => 'заявка связана со слишком многими',
  'relation.other-kind': () => 'заявка другого вида',
  'relation.adopts-not': () => 'готовые заявки сюда не включают',
  'relation.from-open': () => 'другая заявка ещё не завершена',
  'may.not-rated': () => 'заявки этого вида не оценивают',
  'may.rate-completed': () => 'оценивают выполненную заявку',
  'may.rating-too-old': () => 'время для изменений прошло',
  'rating.stars': () => 'нужна оценка от 1 до 5',
  'guide.item': (p) => `в списке нет пункта ${p.text('found')}`,
  'guide.option': (p) => `«${p.text('found')}» — не из вариантов ответа`,
} satisfies Record<keyof typeof en, TraceWords[string]>;

export const sideReasons = { en, ru };
