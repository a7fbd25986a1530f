import { missingDoor, pageSize } from '../lib/page.mjs';

const KB = 1024;

/** Our doors with their limits, in kilobytes. */
const entries = [
  { case: 'form alone', doors: ['@requestry/forms'], limit: 35, peer: 'form' },
  { case: 'inbox + form', doors: ['@requestry/widgets/inbox', '@requestry/widgets/request-form'], limit: 60 },
  { case: 'card', doors: ['@requestry/widgets/request-card'], limit: 45 },
  { case: 'all widgets', doors: ['@requestry/widgets'], limit: 110 },
  { case: 'embed without designer', doors: ['@requestry/embed'] },
  { case: 'designer, first load', doors: ['@requestry/designer'], limit: 120, withoutModeler: true },
  { case: 'designer with a kind open', doors: ['@requestry/designer', '@requestry/designer/kind-editor'], withoutModeler: true },
];

const peers = {
  'RJSF 6 + ajv8': "export { default } from '@rjsf/core'; export { default as validator } from '@rjsf/validator-ajv8'; export { createRoot } from 'react-dom/client';",
  'JSON Forms (React vanilla)': "export { JsonForms } from '@jsonforms/react'; export { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers'; export { createRoot } from 'react-dom/client';",
  'form-js viewer': "export { Form } from '@bpmn-io/form-js-viewer';",
  'SurveyJS core + ui': "export { Model } from 'survey-core'; export { renderSurvey } from 'survey-js-ui';",
  'formio': "export { Formio } from '@formio/js';",
};
const modeler = "export { default } from 'bpmn-js/lib/Modeler.js';";

/** Minified and gzipped JavaScript that a browser loads at once for each purpose, beside what peers load for the same. */
export async function run() {
  const results = [];
  for (const entry of entries) results.push(...(await measureEntry(entry)));
  results.push(...(await measureModeler()));
  return {
    results,
    notes: [
      'esbuild, split at dynamic imports, gzip level 9 per chunk, what loads before anything is shown, the words of one language included; parts that come later do not count. Style sheets in files of their own are left out everywhere.',
      'The modeler chunk is what comes on top of the designer with a kind open, from where alone it is loaded.',
      'formio as it comes, with every component; the others without extras.',
    ],
  };
}

async function measureEntry({ case: name, doors, limit, peer, withoutModeler }) {
  const base = { case: name, metric: 'first load', unit: 'KB' };
  const wanted = limit === undefined ? {} : { limit: `≤ ${limit} KB` };
  const own = await sizeOf(doors.map((door) => `import '${door}'; export * from '${door}';`).join('\n'), doors);
  if (own.reason) return [{ ...base, value: null, ...wanted, reason: own.reason }, ...(peer ? await peerRows(base) : [])];
  const value = own.first / KB;
  const rows = [{ ...base, value, ...wanted, ...(limit === undefined ? {} : { passed: value <= limit }) }];
  rows.push({ ...base, metric: 'with lazy parts', value: own.all / KB });
  if (withoutModeler && own.holds('bpmn-js')) rows[0].reason = 'bpmn-js is in the first load';
  return peer ? [...rows, ...(await peerRows(base, value))] : rows;
}

async function peerRows(base, own) {
  const rows = [];
  for (const [peer, code] of Object.entries(peers)) {
    const size = await sizeOf(code, [], true);
    if (size.reason) rows.push({ ...base, peer, value: null, reason: size.reason });
    else rows.push({ ...base, peer, value: size.first / KB, ...(own === undefined ? {} : { ratio: size.first / KB / own }) });
  }
  return rows;
}

async function measureModeler() {
  const base = { case: 'designer with modeler', metric: 'modeler chunk', unit: 'KB' };
  const bpmnJs = (await sizeOf(modeler, [], true)).first / KB;
  const limit = `≤ ${Math.round(bpmnJs * 1.15)} KB`;
  const own = await sizeOf("import '@requestry/designer'; import '@requestry/designer/kind-editor';", ['@requestry/designer', '@requestry/designer/kind-editor']);
  const chunk = own.reason ? undefined : own.lazyWith('bpmn-js');
  const row = chunk === undefined
    ? { ...base, value: null, limit, reason: own.reason ?? 'bpmn-js is not loaded lazily by @requestry/designer' }
    : { ...base, value: chunk / KB, limit, passed: chunk / KB <= bpmnJs * 1.15 };
  return [row, { ...base, peer: 'bpmn-js Modeler', value: bpmnJs, ...(chunk === undefined ? {} : { ratio: bpmnJs / (chunk / KB) }) }];
}

async function sizeOf(code, doors, isPeer = false) {
  const missing = doors.map(missingDoor).find((reason) => reason !== undefined);
  if (missing !== undefined) return { reason: missing };
  try {
    const size = await pageSize(code, { peers: isPeer });
    return size.all < KB ? { reason: `${doors[0]}: a door with nothing behind it yet` } : size;
  } catch (error) {
    return { reason: `does not build: ${error.errors?.[0]?.text ?? error.message}` };
  }
}
