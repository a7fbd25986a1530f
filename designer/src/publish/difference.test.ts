import { describe, expect, it } from 'vitest';
import type { Kind } from '@requestry/model';
import { addField, removeElement, setRequired, setRqOptions } from '../form-builder/edits.js';
import { blankKind, blankRoute } from '../kinds-list/blank-kind.js';
import { setStepsAccess } from '../parts/route-steps.js';
import { insertStep } from '../route-tab/doc-edits.js';
import { fromRouteDoc, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import type { Route } from '@requestry/route';
import { differencesOf } from './difference.js';

const kind: Kind = blankKind('k', { ru: 'Вид', en: 'Kind' });
const texts = async (after: Kind): Promise<readonly string[]> => (await differencesOf({ kind }, { kind: after }, 'en')).map(({ text }) => text);

describe('differences of two versions', () => {
  it('are none between a version and itself', async () => {
    const route = await blankRoute();
    expect(await differencesOf({ kind, route }, { kind, route }, 'en')).toEqual([]);
  });

  it('name added and removed fields', async () => {
    const form = addField(removeElement(kind.form, [1]), { parent: [], index: 0 }, { key: 'sum', schema: { type: 'number' }, label: { en: 'Sum' } });
    expect(await texts({ ...kind, form })).toEqual(['Added: field “Sum”', 'Removed: field “Description”']);
  });

  it('name what cannot be seen on the form', async () => {
    const form = setRqOptions(setRequired(kind.form, 'description', true), [1], { computed: '=subject', keep: true });
    expect(await texts({ ...kind, form })).toEqual(['Changed: field “Description” — now required, formula, settings']);
  });

  it('name a new order of the form', async () => {
    const { ui } = kind.form;
    const form = { ...kind.form, ui: 'elements' in ui ? { ...ui, elements: [...ui.elements].reverse() } : ui } as Kind['form'];
    expect(await texts({ ...kind, form })).toEqual(['Order or layout of the form']);
  });

  it('name changed steps of the route', async () => {
    const route = await blankRoute();
    const after = await setStepsAccess(route, { approval: { subject: 'edit' } });
    expect((await differencesOf({ kind, route }, { kind, route: after }, 'en')).map(({ text }) => text)).toEqual(['Changed: step “Approval by the head” — field access']);
  });

  it('name an added branching', async () => {
    const route = await blankRoute();
    const read = toRouteDoc((await readBpmn(route)).route as Route);
    const { doc } = insertStep(read, { index: 0 }, 'condition', 'en');
    const told = (await differencesOf({ kind, route }, { kind, route: await writeBpmn(fromRouteDoc(doc)) }, 'en')).map(({ text }) => text);
    expect(told[0]).toMatch(/^Added: branching “/);
  });

  it('tell general settings from and to', async () => {
    expect(await texts({ ...kind, titleTemplate: '{kind}', features: { comments: false } })).toContain('Title of a request: “{subject}” → “{kind}”');
  });
});
