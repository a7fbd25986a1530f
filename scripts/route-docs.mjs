// Writes `docs/routes.md`, `docs/routes.ru.md` and their pictures: every element and `rq:` attribute of routes, in the words of the designer's panel. `--check` only tells whether they are up to date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { complete, elements } from './route-docs/elements.mjs';
import { pageWords, values } from './route-docs/page-words.mjs';
import { svgOf } from './route-docs/picture.mjs';

const root = new URL('..', import.meta.url).pathname;
const check = process.argv.includes('--check');

/** What the page is made of: the language of routes and the words of the designer, built from source. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'route-docs-'));
  const outfile = join(folder, 'sources.mjs');
  const contents = `export * from '@requestry/route';
    export { executedElements } from './packages/route/src/support.ts';
    export { executedEvents } from './packages/route/src/support/events.ts';
    export { en as enWords } from './designer/src/route-tab/locales/en.ts';
    export { ru as ruWords } from './designer/src/route-tab/locales/ru.ts';
    export * as enMeanings from './designer/src/route-tab/meanings/en.ts';
    export * as ruMeanings from './designer/src/route-tab/meanings/ru.ts';`;
  await build({ stdin: { contents, resolveDir: root }, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', conditions: ['@requestry/source'], logLevel: 'error' });
  return import(pathToFileURL(outfile).href).finally(() => rmSync(folder, { recursive: true }));
}

const { enMeanings, enWords, executedElements, executedEvents, layoutRoute, readBpmn, routePicture, ruMeanings, ruWords, writeBpmn } = await load();
const languages = { en: { ...pageWords.en, panel: enWords, ...enMeanings }, ru: { ...pageWords.ru, panel: ruWords, ...ruMeanings } };
const rqPackage = JSON.parse(readFileSync(join(root, 'packages/route/src/rq-moddle.json'), 'utf8'));

/** A drawn route from `start` to `end` by its ways. A flow is named after its two ends. */
function routeOf({ nodes, ways, conditions = {}, titles = {} }) {
  const flows = new Map();
  for (const way of ways) {
    const ids = way.split(' ');
    ids.slice(1).forEach((to, index) => {
      const id = `${ids[index]}_${to}`;
      flows.set(id, { id, from: ids[index], to, ...(conditions[id] ? { condition: conditions[id] } : {}), ...(titles[id] ? { title: titles[id] } : {}) });
    });
  }
  const ends = [...flows.values()].some(({ to }) => to === 'end') ? [{ id: 'end', type: 'endEvent', end: { state: 'completed' } }] : [];
  const route = { id: 'example', nodes: [{ id: 'start', type: 'startEvent' }, ...nodes, ...ends], flows: [...flows.values()], lanes: [], diagram: { shapes: {}, edges: {} } };
  return layoutRoute(route, { direction: 'horizontal' });
}

/** The file of a route; it has to be read again without a complaint. */
async function fileOf(route) {
  const xml = await writeBpmn(route);
  const { issues } = await readBpmn(xml);
  if (issues.length > 0) throw new Error(`An example is wrong: ${JSON.stringify(issues)}`);
  return xml;
}

/** The first element whose start tag fits, whole, moved to the margin. */
function cut(xml, begin, what, tag = '[\\w:]+') {
  const found = new RegExp(`^( *)<(${tag})(?=[\\s>/])${begin}[^>]*?(/?)>`, 'm').exec(xml);
  if (!found) throw new Error(`No example of ${what}`);
  const end = `</${found[2]}>`;
  const text = found[3] ? found[0] : xml.slice(found.index, xml.indexOf(end, found.index) + end.length);
  const lines = text.split('\n').filter((line) => !/<bpmn:(?:incoming|outgoing)>/.test(line));
  const moved = lines.map((line) => (line.startsWith(found[1]) ? line.slice(found[1].length) : line)).join('\n');
  return moved.replace(/<([\w:]+)([^<>]*[^/<>])?>\n *<\/\1>/g, '<$1$2 />');
}

/** Both lists have the same names, else what is missing is told. */
function matching(what, wanted, told) {
  const missing = wanted.filter((name) => !told.includes(name));
  const unknown = told.filter((name) => !wanted.includes(name));
  if (missing.length + unknown.length > 0) throw new Error(`${what}: not described ${missing.join(', ') || '–'}; described but unknown ${unknown.join(', ') || '–'}`);
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const code = (text) => `\`\`\`xml\n${text}\n\`\`\``;
const files = new Map();

async function elementSection(type, { plain, events, ...words }) {
  const { shown, ...example } = elements[type];
  const route = routeOf(example);
  files.set(`docs/routes/${type}.svg`, svgOf(routePicture(route)));
  const sorts = executedEvents[type]?.map((sort) => (sort === undefined ? plain : `${events[sort]} (\`${sort}\`)`));
  if (sorts?.some((sort) => sort.startsWith('undefined'))) throw new Error(`${type}: an event without words`);
  const text = cut(await fileOf(route), `[^>]*? ?id="${shown}"`, type);
  return `### \`bpmn:${capital(type)}\`\n\n${words.elements[type]}\n${sorts ? `\n${words.eventsTitle}: ${sorts.join(', ')}.\n` : ''}\n![${type}](routes/${type}.svg)\n\n${code(text)}`;
}

const own = ({ properties = [] }) => properties.map(({ name }) => name);
const titled = (type) => type.superClass?.includes('Titled') ?? false;

function exampleOf(type, xml) {
  if (type.extends) return cut(xml, `[^>]* rq:${type.properties[0].name}=`, type.name, type.extends.map((name) => name.replace(/:./, (text) => text.toLowerCase())).join('|'));
  const holder = rqPackage.types.flatMap(({ properties = [] }) => properties).find((property) => property.type === type.name);
  const [one, other] = [`rq:${small(type.name)}`, holder && `rq:${holder.name}`];
  const tag = xml.includes(`<${one} `) || !other ? one : other;
  return cut(xml, '', type.name, tag);
}

/** The values that an attribute takes, as the panel calls them. */
function valuesOf(name, { panel }) {
  const rows = values[name]?.map(([value, key]) => {
    if (typeof panel[key] !== 'string') throw new Error(`${name}: no words for "${value}"`);
    return `\`${value}\` – ${panel[key]}`;
  });
  return rows ? `: ${rows.join(' · ')}` : '';
}

function attributeSection(type, xml, words) {
  const { about, ...told } = words.attributes[type.name];
  const properties = own(type);
  matching(type.name, properties, Object.keys(told).filter((name) => !titled(type) || properties.includes(name) || !/^title/.test(name)));
  const quoted = (names) => names.map((name) => `\`${name}\``).join(', ');
  const where = type.extends ? words.attributesOf(quoted(type.extends)) : type.isAbstract ? '' : type.meta ? words.inside(small(type.name), quoted(type.meta.allowedIn)) : '';
  const rows = (type.properties ?? []).map((property) => {
    const [meaning, otherwise] = told[property.name];
    return `| \`${type.extends ? 'rq:' : ''}${property.name}\` | ${property.isMany ? words.many : ''}${property.type} | ${meaning}${valuesOf(`${type.name}.${property.name}`, words)} | ${otherwise} |`;
  });
  const table = rows.length > 0 ? `\n${words.table}\n| --- | --- | --- | --- |\n${rows.join('\n')}\n` : '';
  const more = titled(type) ? `\n${words.alsoTitled}\n` : '';
  return `### ${type.isAbstract ? words.names : type.extends ? words.on(about) : `\`rq:${small(type.name)}\``}\n\n${[type.extends ? '' : about, where].filter(Boolean).join(' ')}\n${table}${more}${type.isAbstract ? '' : `\n${code(exampleOf(type, xml))}\n`}`;
}

const stepTypes = ['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration', 'rework', 'notification', 'wait', 'action', 'subroute'];

async function page(words) {
  matching('Elements', [...executedElements], Object.keys(words.elements));
  matching('Attributes', rqPackage.types.map(({ name }) => name), Object.keys(words.attributes));
  const xml = await fileOf(routeOf(complete));
  const sections = [];
  for (const type of executedElements) sections.push(await elementSection(type, words));
  const types = stepTypes.map((type) => `| \`${type}\` | ${words.panel[`hint${capital(type)}`]} |`);
  return `# ${words.title}

${words.other}

${words.intro(rqPackage.uri)}

## ${words.elementsTitle}

${sections.join('\n\n')}

## ${words.stepTypes}

| \`type\` | ${words.meaning} |
| --- | --- |
${types.join('\n')}

## ${words.ours}

${rqPackage.types.map((type) => attributeSection(type, xml, words)).join('\n')}`;
}

files.set('docs/routes.md', `${(await page(languages.en)).trimEnd()}\n`);
files.set('docs/routes.ru.md', `${(await page(languages.ru)).trimEnd()}\n`);
let stale = 0;
for (const [name, text] of files) {
  const target = join(root, name);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
  stale += 1;
  console.log(`${check ? 'Out of date' : 'Written'}: ${name}`);
  if (check) continue;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
if (check && stale > 0) process.exit(1);
