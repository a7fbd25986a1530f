import { describe, expect, it } from 'vitest';
import type { Kind } from '@requestry/model';
import { KindHistory } from './kind-history.js';

const kind: Kind = { id: 'leave', title: 'Leave', scope: 'internal', form: { schema: { type: 'object' }, ui: { type: 'VerticalLayout', elements: [] } } };
const titled = (title: string): Kind => ({ ...kind, title });

describe('KindHistory', () => {
  it('takes edits of kind and route back in one line', () => {
    const history = new KindHistory({ kind });
    history.edit({ label: 'Rename', kind: titled('Holiday') });
    history.edit({ label: 'Draw', route: '<xml/>' });
    expect(history.undo()).toBe('Draw');
    expect(history.draft).toEqual({ kind: titled('Holiday') });
    expect(history.undo()).toBe('Rename');
    expect(history.draft).toEqual({ kind });
    expect(history.redo()).toBe('Rename');
    expect(history.redo()).toBe('Draw');
    expect(history.draft).toEqual({ kind: titled('Holiday'), route: '<xml/>' });
  });

  it('joins typing into one step until the person rests', () => {
    const history = new KindHistory({ kind });
    history.edit({ label: 'Title', kind: titled('L'), coalesce: 'title' }, 0);
    history.edit({ label: 'Title', kind: titled('Le'), coalesce: 'title' }, 500);
    history.edit({ label: 'Title', kind: titled('Lea'), coalesce: 'title' }, 9_000);
    history.undo();
    expect(history.draft.kind.title).toBe('Le');
    history.undo();
    expect(history.draft.kind.title).toBe('Leave');
  });

  it('forgets what could be redone after a new edit', () => {
    const history = new KindHistory({ kind });
    history.edit({ label: 'A', kind: titled('A') });
    history.undo();
    history.edit({ label: 'B', kind: titled('B') });
    expect(history.redoLabel).toBeUndefined();
  });

  it('does not count an edit that changes nothing', () => {
    const history = new KindHistory({ kind });
    expect(history.edit({ label: 'Same', kind: titled('Leave') })).toBe(false);
    expect(history.undoLabel).toBeUndefined();
  });

  it('takes back more than a hundred steps', () => {
    const history = new KindHistory({ kind });
    for (let number = 0; number < 150; number += 1) history.edit({ label: String(number), kind: titled(`T${number}`) });
    for (let number = 0; number < 150; number += 1) history.undo();
    expect(history.draft.kind.title).toBe('Leave');
  });
});
