import { describe, expect, it } from 'vitest';
import type { Kind, UiControl } from '@requestry/model';
import { blankKind } from './kinds-list/blank-kind.js';
import { issueText, ownProblems, problemOf } from './problems.js';

const control = (key: string, rq: NonNullable<UiControl['options']>['rq'] = {}): UiControl => ({ type: 'Control', scope: `#/properties/${key}`, options: { rq } });
const withControls = (...elements: UiControl[]): Kind => {
  const kind = blankKind('k', 'Kind');
  return { ...kind, form: { ...kind.form, ui: { type: 'VerticalLayout', elements } } };
};
const codes = (kind: Kind): readonly string[] => ownProblems(kind, [], 'en').map(({ code }) => code);

describe('problems of a kind', () => {
  it('are none in a blank kind', () => {
    expect(codes(blankKind('k', 'Kind'))).toEqual([]);
  });

  it('name controls without a field, formulas that cannot be, directories that do not exist', () => {
    expect(codes(withControls(control('subject'), control('ghost')))).toEqual(['form.scope-missing']);
    expect(codes(withControls(control('subject', { computed: '=1 +' })))).toEqual(['form.expression']);
    expect(codes(withControls(control('subject', { computed: '=price * 2' })))).toEqual(['form.unknown-name']);
    expect(codes(withControls(control('subject', { lookup: { directory: 'none', fill: { nowhere: 'x' } } })))).toEqual(['form.directory-missing', 'form.fill-missing']);
  });

  it('name a required field that stands nowhere', () => {
    expect(codes(withControls(control('description')))).toEqual(['form.required-unshown']);
  });

  it('lead to the tab and the place where they are mended', () => {
    expect(problemOf({ code: 'expression.unknown-name', element: 'flow1', params: { name: 'sum' } }, 'en')).toMatchObject({ tab: 'route', place: 'flow1' });
    expect(problemOf({ code: 'dialect.keyword', path: '/properties/sum/$dynamicRef' }, 'en')).toMatchObject({ tab: 'form', place: 'sum' });
  });

  it('lead to the step that a rule is about, else to the general part', () => {
    const kind: Kind = { ...blankKind('k', 'Kind'), guards: [{ id: 'a', at: 'submit', when: '=true', explanation: 'A' }, { id: 'b', at: 'accept', step: 'work', when: '=true', explanation: 'B' }], guides: [{ step: 'work', mandatory: [1] }] };
    const place = (code: string, path: string): unknown => problemOf({ code, path }, 'en', kind);
    expect(place('guard.no-formula', '/guards/0/when')).toMatchObject({ tab: 'general', path: '/guards/0/when' });
    expect(place('guard.no-formula', '/guards/1/when')).toMatchObject({ tab: 'route', place: 'work', path: '/guards/1/when' });
    expect(place('guard.unknown-step', '/guards/1/step')).toMatchObject({ tab: 'general', path: '/guards/1/step' });
    expect(place('kind.guide-item', '/guides/0/mandatory')).toMatchObject({ tab: 'route', place: 'work' });
    expect(place('kind.guide-step', '/guides/0/step')).toMatchObject({ tab: 'general' });
    expect(place('reservation.field', '/reservations/0/field')).toMatchObject({ tab: 'general', path: '/reservations/0/field' });
    expect(ownProblems(kind, [], 'en').map(({ code, tab, severity }) => [code, tab, severity])).toEqual([['guard.unset', 'general', 'warning'], ['guard.unset', 'route', 'warning']]);
  });

  it('speak the words a finding brings with it', () => {
    expect(issueText({ code: 'x', params: { message: { ru: 'Плохо', en: 'Bad' } } }, 'ru')).toBe('Плохо');
  });
});
