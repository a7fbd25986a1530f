import { describe, expect, it } from 'vitest';
import type { DesignService } from '@requestry/model';
import { office } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';
import { DraftKeeper } from './draft-keeper.js';

describe('a draft that is saved by itself', () => {
  it('does not take a save of its own, whose answer was lost, for somebody else’s', async () => {
    const place = await office({ system });
    const service = place.as('nikitina');
    let lost = 1;
    const unsteady: DesignService = { ...service, saveKindDraft: async (command) => {
      const saved = await service.saveKindDraft(command);
      if ((lost -= 1) >= 0) throw new TypeError('fetch failed');
      return saved;
    } };
    const keeper = new DraftKeeper(unsteady, await service.getKindDraft({ kind: 'access' }), () => undefined);
    const title = (text: string): void => keeper.edit({ label: 'title', kind: { ...keeper.draft.kind, title: text } });
    title('One');
    expect([await keeper.flush(), keeper.state.state]).toEqual([false, 'failed']);
    title('Two');
    expect([await keeper.flush(), keeper.state.state]).toEqual([true, 'saved']);
    const stored = await service.getKindDraft({ kind: 'access' });
    expect([stored.kind.title, stored.version, keeper.version]).toEqual(['Two', 2, 2]);
    await service.saveKindDraft({ kind: stored.kind, ...(stored.route === undefined ? {} : { route: stored.route }), expectedVersion: 2 });
    title('Three');
    expect([await keeper.flush(), keeper.state.state], 'what somebody else saves is still told').toEqual([false, 'conflict']);
    keeper.stop();
  });
});
