import { describe, expect, it } from 'vitest';
import type { KindSummary } from '@requestry/model';
import { byCategory, matching, recentOf } from './sections.js';

const kind = (id: string, more: Partial<KindSummary> = {}): KindSummary => ({ id, version: 1, title: id, submit: { allowed: true }, ...more });

describe('the catalog', () => {
  it('finds a kind in either language by parts of words', () => {
    const kinds = [kind('repair', { title: { ru: 'Ремонт', en: 'Repair' }, description: { ru: 'принтеры' } }), kind('access')];
    expect(matching(kinds, 'РЕМ принт').map((each) => each.id)).toEqual(['repair']);
    expect(matching(kinds, 'repair').map((each) => each.id)).toEqual(['repair']);
  });

  it('orders categories, puts those without one last, and what is denied after what is allowed', () => {
    const sections = byCategory([kind('z'), kind('a', { category: 'B', submit: { allowed: false } }), kind('b', { category: 'B' }), kind('c', { category: 'A' })], 'en', 'Other');
    expect(sections.map((section) => [section.title, section.kinds.map((each) => each.id)])).toEqual([['A', ['c']], ['B', ['b', 'a']], ['Other', ['z']]]);
  });

  it('calls recent what was used, the newest first', () => {
    const kinds = [kind('never'), kind('old', { lastUsedAt: '2026-01-01' }), kind('new', { lastUsedAt: '2026-02-01' }), kind('lost', { lastUsedAt: '2026-03-01', submit: { allowed: false } })];
    expect(recentOf(kinds).map((each) => each.id)).toEqual(['new', 'old']);
  });
});
