import { isOutsideRole, parseDuration, participantRoles, type Issue, type Kind, type ParticipantRole, type ParticipantRule } from '@requestry/model';

type Words = { readonly ru: string; readonly en: string };

const roles: Readonly<Record<ParticipantRole, Words>> = {
  watcher: { ru: 'Наблюдатели', en: 'Watchers' },
  mentioned: { ru: 'Упомянутые', en: 'Mentioned people' },
  interested: { ru: 'Заинтересованные', en: 'Interested people' },
  guest: { ru: 'Гости', en: 'Guests' },
  external: { ru: 'Внешние исполнители', en: 'External performers' },
};

const words: Readonly<Record<string, (value: string) => Words>> = {
  'kind.participation-role': (value) => ({ ru: `Участники: нет роли «${value}»`, en: `Participants: there is no role “${value}”` }),
  'kind.participation-outsiders': (value) => ({ ru: `настройка «${value}» есть только у гостей и внешних исполнителей`, en: `“${value}” is for guests and external performers only` }),
  'kind.participation-private': () => ({ ru: 'скрытые комментарии им не показываются', en: 'private comments are not shown to them' }),
  'kind.participation-field': (value) => ({ ru: `в форме нет поля «${value}»`, en: `the form has no field “${value}”` }),
  'kind.participation-title': (value) => ({ ru: `поле «${value}» скрыто, но стоит в названии заявки, которое они видят`, en: `the field “${value}” is hidden, but stands in the title that they see` }),
  'kind.participation-edit': (value) => ({ ru: `поле «${value}» можно только скрыть или показать: меняют его на этапе`, en: `the field “${value}” can only be hidden or shown: it is changed at a step` }),
};

/** What is wrong with who takes part in requests of a kind without a task. */
export function participationIssues(kind: Kind): readonly Issue[] {
  return Object.entries(kind.participation ?? {}).flatMap(([role, rule]) => {
    if (!isRole(role)) return [{ code: 'kind.participation-role', path: '/participation', params: { value: role, message: words['kind.participation-role']?.(role) } } as Issue];
    return ruleIssues(kind, role, rule);
  });
}

const isRole = (role: string): role is ParticipantRole => (participantRoles as readonly string[]).includes(role);

function ruleIssues(kind: Kind, role: ParticipantRole, rule: ParticipantRule): readonly Issue[] {
  const say = (code: string, place: string, value = ''): Issue => {
    const said = words[code]?.(value) ?? { ru: '', en: '' };
    return { code, path: `/participation/${role}/${place}`, params: { value, message: { ru: `${roles[role].ru}: ${said.ru}`, en: `${roles[role].en}: ${said.en}` } } };
  };
  const fields = kind.form.schema.properties ?? {};
  const { access = {} } = rule;
  const outside = isOutsideRole(role);
  const hidden = (field: string): boolean => rule.access !== undefined && (access[field] ?? access['*'] ?? 'hidden') === 'hidden';
  const inTitle = [...(kind.titleTemplate ?? '').matchAll(/\{([\p{L}\p{N}_]+)\}/gu)].map(([, name = '']) => name).filter((name) => Object.hasOwn(fields, name));
  return [
    ...(['access', 'history'] as const).flatMap((setting) => (rule[setting] !== undefined && !outside ? [say('kind.participation-outsiders', setting, setting)] : [])),
    ...(rule.privateComments && (role === 'watcher' || role === 'guest') ? [say('kind.participation-private', 'privateComments')] : []),
    ...Object.keys(access).flatMap((field) => (field === '*' || Object.hasOwn(fields, field) ? [] : [say('kind.participation-field', 'access', field)])),
    ...Object.entries(access).flatMap(([field, level]) => (level === 'hidden' || level === 'read' ? [] : [say('kind.participation-edit', 'access', field)])),
    ...inTitle.filter(hidden).map((field) => say('kind.participation-title', 'access', field)),
  ];
}

/** Longest time for which what was said may be changed, days. */
const longestTime = 7;

/** What is wrong with how people talk on requests of a kind. */
export function conversationIssues({ conversation }: Kind): readonly Issue[] {
  const text = conversation?.changeWithin;
  if (text === undefined) return [];
  const time = text.includes('W') ? undefined : parseDuration(text);
  if (time && time.days * 1440 + time.minutes <= longestTime * 1440) return [];
  const message: Words = { ru: `Комментарии: «${text}» не время вида PT15M, не больше ${longestTime} дней`, en: `Comments: “${text}” is no time such as PT15M, at most ${longestTime} days` };
  return [{ code: 'kind.conversation-time', path: '/conversation/changeWithin', params: { value: text, message } }];
}
