// The page of the ready host: who acts, in which language, and the elements over the services of this server.
import { connect, createClient, loadDesigner } from './requestry.js';

const words = {
  en: { requests: 'Requests', designer: 'Designer', acting: 'You are', other: 'RU', nobody: 'You are not signed in. Open this page through the sign-in of your organisation.', away: 'The server does not answer. Reload the page in a moment.' },
  ru: { requests: 'Заявки', designer: 'Настройка', acting: 'Вы', other: 'EN', nobody: 'Вход не выполнен. Откройте эту страницу через вход вашей организации.', away: 'Сервер не отвечает. Обновите страницу немного позже.' },
};

const find = (id) => document.getElementById(id);
const remembered = (name) => localStorage.getItem(`requestry.${name}`) ?? undefined;
let locale = remembered('locale') ?? (navigator.language.startsWith('ru') ? 'ru' : 'en');
let person;
let connection;

const session = await fetch('session.json').then((response) => response.json()).catch(() => undefined);
speak();
if (!session) say(words[locale].away);
else if (session.demo) choosePerson(session.people);
else if (session.user) await open(session.user);
else say(words[locale].nobody);

function choosePerson(people) {
  const select = find('person');
  select.replaceChildren(...people.map(({ id, name }) => new Option(name, id)));
  select.value = people.some(({ id }) => id === remembered('person')) ? remembered('person') : people[0]?.id;
  find('acting').hidden = false;
  select.addEventListener('change', () => {
    localStorage.setItem('requestry.person', select.value);
    void open(select.value);
  });
  void open(select.value);
}

/** Everything anew for a person: the elements keep nothing of who was here before. */
async function open(user) {
  person = user;
  await connection?.close();
  find('place').replaceChildren();
  const service = createClient({ url: 'api', ...(session.demo ? { headers: () => ({ 'x-requestry-user': person }) } : {}) });
  connection = await connect(find('place'), { service, user, locale });
  const { rights } = await service.getActor().catch(() => ({ rights: [] }));
  find('to-designer').hidden = !rights.includes('design');
  await show();
}

async function show() {
  const designer = location.hash.startsWith('#/designer') && !find('to-designer').hidden;
  find(designer ? 'to-designer' : 'to-requests').setAttribute('aria-current', 'page');
  find(designer ? 'to-requests' : 'to-designer').removeAttribute('aria-current');
  const wanted = designer ? 'rq-designer' : 'rq-workspace';
  if (find('place').firstElementChild?.localName === wanted) return;
  if (designer) await loadDesigner();
  const element = document.createElement(wanted);
  if (!designer) for (const name of ['bare', 'route-hash']) element.setAttribute(name, '');
  find('place').replaceChildren(element);
}

function say(text) {
  const message = document.createElement('p');
  message.className = 'message';
  message.textContent = text;
  find('place').replaceChildren(message);
}

function speak() {
  document.documentElement.lang = locale;
  find('to-requests').textContent = words[locale].requests;
  find('to-designer').textContent = words[locale].designer;
  find('acting-word').textContent = words[locale].acting;
  find('language').textContent = words[locale].other;
}

find('language').addEventListener('click', () => {
  locale = locale === 'ru' ? 'en' : 'ru';
  localStorage.setItem('requestry.locale', locale);
  speak();
  connection?.setLocale(locale);
});
window.addEventListener('hashchange', () => void show());
