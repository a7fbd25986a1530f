// A plausible intranet page. The product sits inside as elements; the host owns header, navigation, fonts and colours.
import { connect, type Connection } from '@requestry/embed';
import type { Locale } from '@requestry/model';
import '@requestry/widgets';
import type { RequestOpenEvent, TaskOpenEvent } from '@requestry/widgets';
import { words } from './words.js';

const find = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new TypeError(`The page has no ${selector}`);
  return element;
};

const pages = [...document.querySelectorAll<HTMLElement>('[data-page]')];
const personSelect = find<HTMLSelectElement>('#person');
/** Who sits at the page at first. */
const firstPerson = 'petrova';
let connection: Connection | undefined;
let locale: Locale = remembered('locale') === 'en' ? 'en' : 'ru';

void open();

async function open(): Promise<void> {
  speak();
  showDark(remembered('dark') === 'yes');
  try {
    connection = await connect(document.body, { template: 'internal', user: remembered('person') ?? firstPerson, locale });
    await seatSomebodyKnown(connection);
    await fillPeople();
  } catch (error) {
    explain(error);
    return;
  }
  find('#bell').replaceChildren(document.createElement('rq-notifications'));
  window.addEventListener('hashchange', () => void showPage());
  if (!location.hash) location.replace('#/home');
  await showPage();
  find('#opening').remove();
}

/** Whom the browser remembers may have left, or come from other data: then somebody known sits down, and the page says so. */
async function seatSomebodyKnown(opened: Connection): Promise<void> {
  const known = await opened.service.getActor().then(
    () => true,
    (error: unknown) => opened.user === firstPerson || !isForbidden(error),
  );
  if (known) return;
  opened.setUser(firstPerson);
  remember('person', firstPerson);
  find('#unknown-person').hidden = false;
}

const isForbidden = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'FORBIDDEN';

/** Instead of the pages, or of one: what keeps it from opening, with a way to try again. */
function explain(error: unknown, place = find('#content')): void {
  const shown = Object.assign(document.createElement('rq-error'), { error, locale });
  shown.addEventListener('rq-retry', () => location.reload());
  place.replaceChildren(shown);
}

async function fillPeople(): Promise<void> {
  const people = (await connection?.service.findPeople({ limit: 200 })) ?? [];
  personSelect.replaceChildren(...people.map((person) => new Option(person.name, person.id, false, person.id === connection?.user)));
  await showRights();
}

/** Only those who may design see the entry to the designer. */
async function showRights(): Promise<void> {
  const rights = (await connection?.service.getActor())?.rights ?? [];
  find('[data-section=designer]').hidden = !rights.includes('design');
}

function sectionOf(hash: string): string {
  const section = hash.replace(/^#\/?/, '').split('/')[0] ?? '';
  return pages.some((page) => page.dataset.page === section) ? section : 'home';
}

function showPage(): Promise<void> {
  const section = sectionOf(location.hash);
  for (const page of pages) page.hidden = page.dataset.page !== section;
  for (const link of document.querySelectorAll<HTMLElement>('[data-section]')) {
    if (link.dataset.section === section) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  return fill(section);
}

/** Elements are made when their page is first shown. Settles when something of them is to be seen. */
async function fill(section: string): Promise<void> {
  const page = pages.find((candidate) => candidate.dataset.page === section);
  if (!page) return;
  if (section === 'home' && !find('#home-inbox').firstChild) find('#home-inbox').append(document.createElement('rq-inbox'));
  if (page.firstElementChild || (section !== 'requests' && section !== 'designer')) return;
  if (section === 'designer') {
    await import('@requestry/designer').then(
      () => page.replaceChildren(document.createElement('rq-designer')),
      (error: unknown) => explain(error, page),
    );
    return;
  }
  const workspace = document.createElement('rq-workspace');
  workspace.setAttribute('route-hash', '');
  workspace.setAttribute('hash-prefix', 'requests/');
  workspace.setAttribute('bare', '');
  page.append(workspace);
  await workspace.updateComplete;
}

document.addEventListener('rq-request-open', (event) => goToRequest(event));
document.addEventListener('rq-task-open', (event) => goToRequest(event));

/** A row opened on the home page leads to the card in the section of requests. */
function goToRequest(event: Event): void {
  const task = 'task' in event ? (event as TaskOpenEvent).task : undefined;
  const request = task?.request ?? (event as RequestOpenEvent).request;
  const inside = event.composedPath().some((target) => target instanceof HTMLElement && target.localName === 'rq-workspace');
  if (request !== undefined && !inside) location.hash = `#/requests/requests/${encodeURIComponent(request)}`;
}

personSelect.addEventListener('change', () => {
  remember('person', personSelect.value);
  find('#unknown-person').hidden = true;
  connection?.setUser(personSelect.value);
  void showRights();
});

find('#language').addEventListener('click', () => {
  locale = locale === 'ru' ? 'en' : 'ru';
  remember('locale', locale);
  speak();
  connection?.setLocale(locale);
});

find('#dark').addEventListener('click', () => showDark(!document.documentElement.classList.contains('dark')));

find('#reset').addEventListener('click', () => void reset());

async function reset(): Promise<void> {
  await connection?.close();
  const deletion = indexedDB.deleteDatabase('requestry');
  deletion.onsuccess = deletion.onblocked = () => location.replace(location.pathname);
}

function showDark(dark: boolean): void {
  document.documentElement.classList.toggle('dark', dark);
  find('#dark').setAttribute('aria-pressed', String(dark));
  remember('dark', dark ? 'yes' : 'no');
}

function speak(): void {
  document.documentElement.lang = locale;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = words[locale][element.dataset.text as keyof (typeof words)['en']];
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) element.setAttribute('aria-label', words[locale][element.dataset.label as keyof (typeof words)['en']]);
  find('#language').textContent = locale === 'ru' ? 'EN' : 'RU';
  document.title = words[locale].title;
}

function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`portal.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`portal.${name}`, value);
  } catch {
    // A page without storage forgets the choice; nothing else changes.
  }
}
