import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importRjsf } from '@requestry/forms/core';
import type { JsonObject, JsonSchema, Kind } from '@requestry/model';
import { readBpmn, routeIssueText, unsupportedIssues } from '@requestry/route';
import { system } from '@requestry/templates/internal';
import { office } from './testing/index.js';

const corpus = process.env.REQUESTRY_CORPUS;
const examples = join(corpus ?? '', 'spiffarena/examples');
const read = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;

/** A schema with its UI schema and example data, as files of a foreign product. */
const forms = [
  { name: 'request-a-playground', folder: '0-4-request-permissions' },
  { name: 'trivia-quiz', folder: '1-basic-concepts/1-3-scripts' },
  { name: 'norris', folder: '0-2-basic-example' },
];

describe.skipIf(!corpus)('foreign forms and models (REQUESTRY_CORPUS names their folder)', () => {
  it.each(forms)('makes a kind of $name, published, filled with its example data and submitted', async ({ name, folder }) => {
    const path = (part: string) => join(examples, folder, `${name}-${part}.json`);
    const { form } = importRjsf(read(path('schema')) as JsonSchema, existsSync(path('uischema')) ? read(path('uischema')) : {});
    const kind: Kind = { id: name, title: name, scope: 'internal', form };
    const place = await office({ system });
    const route = (system.kinds[0]?.route ?? '').replace('<rq:who rule="kindHead" />', '<rq:who rule="initiatorHead" />').replace('<rq:who rule="kindHead" />', '<rq:who rule="initiatorHead" />');
    const admin = place.as('nikitina');
    const draft = await admin.createKind({ kind: { ...kind, form: withPerformers(form) }, route, idempotencyKey: place.key() });
    await admin.publishKind({ kind: name, expectedVersion: draft.version, idempotencyKey: place.key() });
    const data = { ...whatIsAsked(form), ...read(path('exampledata')) };
    const request = await place.as('petrova').submitRequest({ kind: name, data, idempotencyKey: place.key() });
    expect(request.state).toBe('active');
    expect(request.data).toMatchObject(read(path('exampledata')));
  });

  it('finds three forms with example data at least', () => {
    const pairs = readdirSync(examples, { recursive: true }).filter((file) => String(file).endsWith('-exampledata.json'));
    expect(pairs.length).toBeGreaterThanOrEqual(3);
  });

  it.each(['VacationRequest.bpmn20.xml', 'invoice.v2.bpmn'])('names per element what %s asks for that the engine does not do', async (file) => {
    const { route, issues } = await readBpmn(readFileSync(join(corpus ?? '', 'operaton', file), 'utf8'));
    expect(route).toBeDefined();
    const all = [...issues, ...(route ? unsupportedIssues(route) : [])];
    expect(all.some((issue) => issue.element !== undefined)).toBe(true);
    for (const issue of all) for (const locale of ['ru', 'en'] as const) expect(routeIssueText(issue, locale)).not.toBe(issue.code);
  });
});

/** Required texts that the example leaves to the person who tries it. */
const whatIsAsked = ({ schema }: Kind['form']): JsonObject => Object.fromEntries((schema.required ?? []).filter((field) => schema.properties?.[field]?.type === 'string').map((field) => [field, `My ${field}`]));

/** The route of work asks for performers and a result. */
function withPerformers(form: Kind['form']): Kind['form'] {
  const added: Readonly<Record<string, JsonSchema>> = { performers: { type: 'array', items: { type: 'string' } }, plannedDate: { type: 'string' }, result: { type: 'string' }, materialsUsed: { type: 'array' }, hoursSpent: { type: 'array' } };
  return { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, ...added } } };
}
