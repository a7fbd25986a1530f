import { describe, expect, it } from 'vitest';
import type { Kind } from '@requestry/model';
import { readBpmn } from '@requestry/route';
import { blankKind, blankRoute } from '../kinds-list/blank-kind.js';
import { stepsOf } from '../parts/route-steps.js';
import { levelOf, setAccess, withLevels } from './access-edits.js';
import type { Audience } from './access-edits.js';

const author: Audience = { of: 'author' };
const kind: Kind = blankKind('k', 'K');

describe('access to fields', () => {
  it('is editing at submission and reading elsewhere while nobody said otherwise', async () => {
    const [step] = (await stepsOf(await blankRoute())) ?? [];
    expect(levelOf(kind, author, 'subject')).toBe('edit');
    expect(levelOf(kind, { of: 'viewer' }, 'subject')).toBe('read');
    expect(step && levelOf(kind, { of: 'step', step }, 'subject')).toBe('read');
  });

  it('writes only what differs from the rest', () => {
    expect(withLevels({}, 'read', { a: 'read', b: 'edit' })).toEqual({ b: 'edit' });
    expect(withLevels({ a: 'edit' }, 'read', { '*': 'edit' })).toEqual({ '*': 'edit' });
  });

  it('keeps the access of a step in the route, and the rest of the route as it was', async () => {
    const route = await blankRoute();
    const [step] = (await stepsOf(route)) ?? [];
    if (!step) throw new TypeError('the blank route has a step');
    const next = await setAccess({ kind, route }, [{ audience: { of: 'step', step }, fields: { subject: 'required' } }, { audience: author, fields: { description: 'hidden' } }]);
    expect(next.kind.submitAccess).toEqual({ description: 'hidden' });
    const [changed] = (await stepsOf(next.route)) ?? [];
    expect(changed?.access).toEqual({ subject: 'required' });
    const [before, after] = await Promise.all([readBpmn(route), readBpmn(next.route ?? '')]);
    expect(after.route?.flows).toEqual(before.route?.flows);
    expect(after.route?.diagram).toEqual(before.route?.diagram);
  });

  it('leaves a kind as it was when the level is back', async () => {
    const hidden = await setAccess({ kind }, [{ audience: author, fields: { subject: 'hidden' } }]);
    const back = await setAccess(hidden, [{ audience: author, fields: { subject: 'edit' } }]);
    expect(back.kind).toEqual(kind);
  });
});
