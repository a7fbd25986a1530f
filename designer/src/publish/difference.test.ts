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

  it('tell every rule of a kind as a sentence', async () => {
    const before: Kind = { ...kind, guards: [{ id: 'g', at: 'submit', when: '=subject != null', explanation: { en: 'Name it' } }], rating: {}, relations: [{ id: 'r', type: 'annex', title: 'Add', kind: 'k' }] };
    const after: Kind = {
      ...kind,
      guards: [{ id: 'g', at: 'submit', when: '=subject = "A"', explanation: { en: 'Name it' } }],
      relations: [{ id: 'r', type: 'annex', title: 'Add', kind: 'k', most: 2 }],
      reservations: [{ id: 'x', field: 'subject', holds: 'P2D' }],
      followUps: [{ id: 'f', directory: 'verdicts', start: { message: 'prepare' } }],
      resources: { hours: true },
      participation: { watcher: { off: true } },
      guides: [{ step: 'approval', script: [{ id: 'q', text: 'Why?' }] }],
      conversation: { changeWithin: 'PT0M' },
      decisions: [],
    };
    expect((await differencesOf({ kind: before }, { kind: after }, 'en')).map(({ text }) => text)).toEqual([
      'Conditions — was: At submission: Subject is filled; else “Name it”. Now: At submission: Subject = “A”; else “Name it”.',
      'Added: Reservations: Keeps one of “Subject” for 2 working days.',
      'Added: What decisions start: Whatever is decided (verdicts): the host is told “prepare”.',
      'Changed: Requests that belong together: “Add”: a request “Kind”, an annex of it. — details',
      'What work takes: “off” → “hours”',
      'Who takes part besides: “off” → “Watchers: off”',
      'Own words may be changed for: “15 minutes” → “0 minutes”',
      'Rating: “The initiator is asked when it is completed; the rating may be changed for 7 days.” → “off”',
      'Changed: hints of step “approval” — 1 question',
      'Changed: Other settings of the kind — decisions',
    ]);
  });
});
