import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import type { DesignService, Kind, KindDraft, KindVersion } from '@requestry/model';
import '@requestry/designer';
import type { RqDesigner, RqFormBuilder } from '@requestry/designer';
import { deep, deepAll, fakeDesignService, fixture, settled, shownText } from '@requestry/ui/testing';
import type { Fake } from '@requestry/ui/testing';

export const leave: Kind = {
  id: 'leave',
  title: { ru: 'Отпуск', en: 'Leave' },
  scope: 'internal',
  titleTemplate: '{subject}',
  form: {
    schema: { type: 'object', properties: { subject: { type: 'string' }, days: { type: 'number' }, paid: { type: 'boolean' } }, required: ['subject'] },
    ui: {
      type: 'VerticalLayout',
      elements: [
        { type: 'Control', scope: '#/properties/subject', label: { en: 'Subject', ru: 'Тема' } },
        { type: 'Control', scope: '#/properties/days', label: { en: 'Days', ru: 'Дни' } },
        { type: 'Control', scope: '#/properties/paid', label: { en: 'Paid', ru: 'Оплачивается' } },
      ],
    },
  },
};

export interface Office {
  readonly designer: RqDesigner;
  readonly service: Fake<DesignService>;
  /** What is stored. */
  stored(): KindDraft;
  /** Somebody else saves. */
  intrude(kind: Kind): void;
}

export async function office(options: { readonly kind?: string; readonly published?: Kind; readonly overrides?: Partial<DesignService> } = {}): Promise<Office> {
  let stored: KindDraft = { kind: leave, version: 1, savedAt: '2026-03-02T09:00:00Z', ...(options.published ? { publishedVersion: 1 } : {}) };
  const versions: KindVersion[] = options.published ? [{ version: 1, publishedAt: '2026-03-01T09:00:00Z', publishedBy: 'anna', publishedByName: 'Anna', kind: options.published, open: 2 }] : [];
  const save = (kind: Kind, route?: string): KindDraft => (stored = { ...stored, kind, ...(route === undefined ? {} : { route }), version: stored.version + 1, savedAt: new Date().toISOString() });
  const service = fakeDesignService({
    getKindDraft: () => Promise.resolve(stored),
    findKindVersions: () => Promise.resolve(versions),
    findKindRows: () => Promise.resolve([{ id: 'leave', title: leave.title, status: 'draft', hasDraft: true, open: 3, problems: { errors: 1, warnings: 0 } }, { id: 'repair', title: 'Repair', status: 'published', publishedVersion: 2, hasDraft: false, open: 0, problems: { errors: 0, warnings: 0 } }]),
    saveKindDraft: ({ kind, route, expectedVersion }) => (expectedVersion === stored.version ? Promise.resolve(save(kind, route)) : Promise.reject(new RequestryError('CONFLICT', 'changed meanwhile'))),
    publishKind: ({ note }) => {
      const version: KindVersion = { version: versions.length + 1, publishedAt: '2026-03-02T10:00:00Z', publishedBy: 'anna', publishedByName: 'Anna', kind: stored.kind, open: 0, ...(note ? { note } : {}) };
      versions.push(version);
      return Promise.resolve(version);
    },
    ...options.overrides,
  });
  const methods = ['findKindRows', 'getKindDraft', 'createKind', 'saveKindDraft', 'discardKindDraft', 'checkKindDraft', 'publishKind', 'archiveKind', 'findKindVersions', 'getOrg', 'findDirectories', 'findConnectors'] as const;
  const plain = Object.fromEntries(methods.map((name) => [name, (input: never) => (service[name] as (input: never) => unknown)(input)])) as unknown as DesignService;
  const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${options.kind ?? 'leave'}></rq-designer>`, { design: plain, locale: 'en' });
  await settled(designer);
  return { designer, service, stored: () => stored, intrude: (kind) => void save(kind) };
}

export const builder = (designer: Element): RqFormBuilder => deep<RqFormBuilder>(designer, 'rq-form-builder');
export const items = (designer: Element): readonly string[] => deepAll(designer, '[role="treeitem"]').map((item) => item.getAttribute('aria-label') ?? '');
export const item = (designer: Element, name: string): HTMLElement => deep(designer, `[role="treeitem"][aria-label="${name}"]`);
export const button = (root: Element, text: string): HTMLElement => {
  const found = deepAll(root, 'button, rq-button').find((each) => shownText(each) === text || each.getAttribute('label') === text || each.getAttribute('aria-label') === text);
  if (!found) throw new TypeError(`no button "${text}"`);
  return found;
};
export const centre = (element: Element): [number, number] => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
};
export const until = async (passes: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!passes()) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};
