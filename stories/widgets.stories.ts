import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { until } from 'lit/directives/until.js';
import { RequestryError } from '@requestry/model';
import type { PreferencesView, RequestService, TaskView } from '@requestry/model';
import { fakeRequestService } from '@requestry/ui/testing';
import '@requestry/widgets';
import '@requestry/widgets/preferences';
import { workplace } from '@requestry/widgets/testing';
import type { Workplace } from '@requestry/widgets/testing';

export default { title: 'Widgets', tags: ['autodocs'], parameters: { layout: 'fullscreen' } };

const never = new Promise<never>(() => undefined);

/** A service whose every answer is made by `answer`. Names that Lit looks for in a bound value are not answered. */
const answering = (answer: (name: string, target: RequestService) => unknown): RequestService =>
  new Proxy(fakeRequestService(), { get: (target, name) => (typeof name !== 'string' || name.startsWith('_$') ? undefined : name === 'watch' ? target.watch : answer(name, target)) });
const double = (overrides: Partial<RequestService> = {}): RequestService => {
  const fake = fakeRequestService(overrides);
  return answering((name) => fake[name as keyof RequestService]);
};
const busyService = (): RequestService => answering(() => () => never);
const brokenService = (): RequestService => answering(() => () => Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'no connection')));

const subjects = ['МФУ на втором этаже не печатает и жуёт бумагу', 'Станок 4 вибрирует', 'Кондиционер течёт на рабочее место у окна, заливает бумаги и розетки, вода идёт к серверному шкафу'];

/** A workplace with three requests: one waits for the head, one is assigned, one is being done. */
async function busyPlace(): Promise<Workplace & { readonly ids: readonly string[] }> {
  const place = await workplace({ now: new Date(Date.now() - 3 * 86_400_000).toISOString() });
  const ids: string[] = [];
  for (const subject of subjects) ids.push((await place.submit(subject)).id);
  const [, second = '', third = ''] = ids;
  for (const id of [second, third]) await place.decide('ivanov', id, { comment: 'Нужно срочно' });
  await place.decide('orlova', third);
  await place.decide('orlova', third, { data: { performers: ['kim', 'volkov'] } });
  await place.as('orlova').addComment({ request: third, body: 'Коллеги, начните с розеток. @kim — вы старший.', visibility: 'public', idempotencyKey: place.key() });
  await place.pass({ days: 3 });
  return { ...place, ids };
}

const show = (render: (place: Workplace & { readonly ids: readonly string[] }) => unknown): unknown => html`${until(busyPlace().then(render), html`<rq-skeleton></rq-skeleton>`)}`;

/** Everything on one page, as a head of a unit sees it. */
export const workspace = (): unknown => show((place) => html`<rq-workspace .service=${place.as('ivanov')}></rq-workspace>`);

export const workspaceOfInitiator = (): unknown => show((place) => html`<rq-workspace view="requests" .service=${place.as('petrova')}></rq-workspace>`);

export const workspaceEnglish = (): unknown => show((place) => html`<rq-workspace locale="en" .service=${place.as('ivanov')}></rq-workspace>`);

/** A phone: one column, actions at the bottom. */
export const workspacePhone = (): unknown => show((place) => html`<div style=${styleMap({ inlineSize: '360px' })}><rq-workspace .service=${place.as('kim')}></rq-workspace></div>`);

export const catalog = (): unknown => show((place) => html`<rq-catalog .service=${place.as('petrova')}></rq-catalog>`);

/** What is not open to the person stays and says why. */
export const catalogDenied = (): unknown =>
  html`<rq-catalog
    .service=${double({
      findKinds: () =>
        Promise.resolve([
          { id: 'repair', version: 1, title: { ru: 'Ремонт оборудования', en: 'Repair' }, icon: 'repair', category: { ru: 'Рабочее место', en: 'Workplace' }, submit: { allowed: true }, usualDays: 2 },
          { id: 'purchase', version: 1, title: { ru: 'Закупка для проекта по длинному, очень длинному названию', en: 'Purchase' }, icon: 'money', category: { ru: 'Закупки', en: 'Purchases' }, submit: { allowed: false, reason: { code: 'may.submit-not-yours' } } },
        ]),
    })}
  ></rq-catalog>`;

export const catalogEmpty = (): unknown => html`<rq-catalog .service=${double()}></rq-catalog>`;
export const catalogBusy = (): unknown => html`<rq-catalog .service=${busyService()}></rq-catalog>`;
export const catalogError = (): unknown => html`<rq-catalog .service=${brokenService()}></rq-catalog>`;

/** A wizard with the forecast beside it. */
export const requestForm = (): unknown => show((place) => html`<rq-request-form kind="repair" .service=${place.as('petrova')}></rq-request-form>`);

/** The head is the initiator: the first step is skipped and says so. */
export const requestFormOfHead = (): unknown => show((place) => html`<rq-request-form kind="repair" .service=${place.as('ivanov')}></rq-request-form>`);

export const requestFormResumed = (): unknown =>
  show((place) => {
    const service = place.as('petrova');
    return until(service.saveDraft({ kind: 'repair', data: { subject: 'Не включается проектор' }, step: 0 }).then(() => html`<rq-request-form kind="repair" .service=${service}></rq-request-form>`));
  });

export const requestFormBusy = (): unknown => html`<rq-request-form kind="repair" .service=${busyService()}></rq-request-form>`;
export const requestFormError = (): unknown => html`<rq-request-form kind="repair" .service=${brokenService()}></rq-request-form>`;

export const inbox = (): unknown => show((place) => html`<rq-inbox .service=${place.as('ivanov')}></rq-inbox>`);

const task = (index: number, more: Partial<TaskView> = {}): TaskView => ({
  id: `t${index}`, request: `r${index}`, step: 'head', type: (['approval', 'execution', 'acceptance', 'decision', 'acknowledgement'] as const)[index % 5] ?? 'approval', title: 'Руководитель подразделения', state: 'open', candidates: [],
  why: { code: 'who.unitHead', params: { unit: 'Отдел продаж' } }, access: {}, createdAt: new Date().toISOString(), version: 1, requestNumber: `ЗК-2026-${String(index).padStart(5, '0')}`,
  requestTitle: index % 4 === 0 ? 'Ноутбук для нового сотрудника отдела продаж, с монитором, док-станцией и сумкой' : 'Принтер 2-04 не печатает', kind: index % 2 ? 'repair' : 'purchase', kindTitle: index % 2 ? 'Ремонт' : 'Закупка',
  initiatorName: 'Петрова Анна', unitTitle: 'Отдел продаж', due: new Date(Date.now() + (index - 2) * 20 * 3_600_000).toISOString(), overdue: index < 2,
  outcomes: [{ id: 'approve', title: 'Согласовать', commentRequired: false }, { id: 'return', title: 'Вернуть', effect: 'return', commentRequired: true }, { id: 'reject', title: 'Отказать', effect: 'stop', commentRequired: true }],
  highlights: [{ label: 'Сумма', text: '118 000 ₽' }], complete: { allowed: true }, ...more,
});

/** Overdue, due today, this week and later. */
export const inboxFull = (): unknown =>
  html`<rq-inbox .service=${double({ findTasks: () => Promise.resolve({ items: Array.from({ length: 14 }, (_, index) => task(index)), next: 'more' }), countTasks: () => Promise.resolve({ mine: 14, group: 3, substituting: 1 }) })}></rq-inbox>`;

export const inboxEmpty = (): unknown => html`<rq-inbox .service=${double()}></rq-inbox>`;
export const inboxBusy = (): unknown => html`<rq-inbox .service=${busyService()}></rq-inbox>`;
export const inboxError = (): unknown => html`<rq-inbox .service=${brokenService()}></rq-inbox>`;

/** Right to left. */
export const inboxRtl = (): unknown => html`<div dir="rtl"><rq-inbox locale="en" .service=${double({ findTasks: () => Promise.resolve({ items: [0, 1, 2, 3].map((index) => task(index)) }) })}></rq-inbox></div>`;

/** A task with fields to fill in. */
export const requestCard = (): unknown => show((place) => html`<rq-request-card .request=${place.ids[2] ?? ''} .service=${place.as('kim')}></rq-request-card>`);

/** An approval: the decision is in the head of the card. */
export const requestCardApproval = (): unknown => show((place) => html`<rq-request-card .request=${place.ids[0] ?? ''} .service=${place.as('ivanov')}></rq-request-card>`);

export const requestCardOfInitiator = (): unknown => show((place) => html`<rq-request-card .request=${place.ids[2] ?? ''} .service=${place.as('petrova')}></rq-request-card>`);

export const requestCardBusy = (): unknown => html`<rq-request-card request="r1" .service=${busyService()}></rq-request-card>`;
export const requestCardNotFound = (): unknown => html`<rq-request-card request="r1" .service=${double()}></rq-request-card>`;

export const routePicture = (): unknown =>
  show((place) => until(place.as('kim').getRequest({ request: place.ids[2] ?? '' }).then((view) => html`<rq-route-picture .picture=${view.picture} .position=${view.position}></rq-route-picture>`)));

export const routePictureEmpty = (): unknown => html`<rq-route-picture></rq-route-picture>`;

export const myRequests = (): unknown => show((place) => html`<rq-my-requests .service=${place.as('petrova')}></rq-my-requests>`);
export const myRequestsEmpty = (): unknown => html`<rq-my-requests .service=${double()}></rq-my-requests>`;
export const myRequestsError = (): unknown => html`<rq-my-requests .service=${brokenService()}></rq-my-requests>`;

export const notifications = (): unknown => show((place) => html`<rq-notifications .service=${place.as('ivanov')}></rq-notifications>`);

/** A person with mail and without a phone. */
const preferencesView = {
  channels: [
    { name: 'mail', title: { ru: 'Почта', en: 'Mail' }, address: 'ivanov@example.org', reachable: true },
    { name: 'sms', title: 'SMS', reachable: false },
  ],
  saved: { quiet: { from: 22, to: 8 } },
  events: { tasks: { mail: true }, deadlines: { mail: true }, progress: { mail: false }, decisions: { mail: true }, comments: { mail: true }, notices: { mail: false } },
  digest: { every: 'event' },
  quiet: { from: 22, to: 8 },
  version: 1,
} satisfies PreferencesView;

export const preferences = (): unknown => html`<rq-preferences .service=${double({ getPreferences: () => Promise.resolve(preferencesView), savePreferences: ({ preferences: saved }) => Promise.resolve({ ...preferencesView, saved }) })}></rq-preferences>`;
/** Nothing but the application tells people. */
export const preferencesEmpty = (): unknown => html`<rq-preferences .service=${double({ getPreferences: () => Promise.resolve({ ...preferencesView, channels: [] }) })}></rq-preferences>`;
export const preferencesBusy = (): unknown => html`<rq-preferences .service=${busyService()}></rq-preferences>`;
export const preferencesError = (): unknown => html`<rq-preferences .service=${brokenService()}></rq-preferences>`;

/** No service: every element says so instead of failing. */
export const notConnected = (): unknown => html`<rq-inbox></rq-inbox>`;
