import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import type { DesignService, KindDraft, KindRow, KindVersion } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import '@requestry/designer';
import type { KindTemplate } from '@requestry/designer';

export default { title: 'Designer', tags: ['autodocs'], parameters: { layout: 'fullscreen' } };

const templates: readonly KindTemplate[] = system.kinds.map(({ kind, route }) => ({ id: kind.id, kind, ...(route === undefined ? {} : { route }) }));

/** A service over the ready-made system that keeps drafts while the story is open. */
function designService(overrides: Partial<DesignService> = {}): DesignService {
  const drafts = new Map<string, KindDraft>(system.kinds.map(({ kind, route }) => [kind.id, { kind, ...(route === undefined ? {} : { route }), version: 0, publishedVersion: 1, savedAt: '2026-03-02T09:00:00Z' }]));
  const draft = (id: string): KindDraft => {
    const found = drafts.get(id);
    if (!found) throw new RequestryError('NOT_FOUND', `no kind ${id}`);
    return found;
  };
  const keep = (next: KindDraft): KindDraft => {
    drafts.set(next.kind.id, next);
    return next;
  };
  const versions = (id: string): readonly KindVersion[] =>
    system.kinds.filter(({ kind }) => kind.id === id).map(({ kind, route }) => ({ version: 1, publishedAt: '2026-03-01T09:00:00Z', publishedBy: 'nikitina', publishedByName: 'Никитина Ольга', note: 'Первая версия', kind, ...(route === undefined ? {} : { route }), open: 12 }));
  const row = ({ kind, version, publishedVersion, savedAt }: KindDraft): KindRow => ({ id: kind.id, title: kind.title, ...(kind.icon ? { icon: kind.icon } : {}), ...(kind.category ? { category: kind.category } : {}), status: publishedVersion ? 'published' : 'draft', ...(publishedVersion ? { publishedVersion } : {}), hasDraft: version > 0, savedAt, open: 12, problems: { errors: 0, warnings: 1 } });
  return {
    findKindRows: () => Promise.resolve([...drafts.values()].map(row)),
    getKindDraft: async ({ kind }) => draft(kind),
    createKind: async ({ kind, route }) => keep({ kind, ...(route === undefined ? {} : { route }), version: 1, savedAt: new Date().toISOString() }),
    saveKindDraft: async ({ kind, route, expectedVersion }) => keep({ ...draft(kind.id), kind, ...(route === undefined ? {} : { route }), version: expectedVersion + 1, savedAt: new Date().toISOString() }),
    discardKindDraft: async ({ kind }) => draft(kind),
    checkKindDraft: () => Promise.resolve([]),
    publishKind: async ({ kind }) => ({ version: 2, publishedAt: new Date().toISOString(), publishedBy: 'nikitina', publishedByName: 'Никитина Ольга', kind: draft(kind).kind, open: 0 }),
    migrateRequest: () => Promise.resolve(),
    archiveKind: () => Promise.resolve(),
    findKindVersions: async ({ kind }) => versions(kind),
    findRegisterRebuilds: () => Promise.resolve([]),
    getOrg: () => Promise.resolve(system.org),
    findDirectories: () => Promise.resolve(system.directories.map((each) => ({ ...each, version: 1 }))),
    saveDirectory: async ({ directory }) => ({ ...directory, version: 2 }),
    findConnectors: () => Promise.resolve([]),
    findDeliveries: () => Promise.resolve({ items: [] }),
    retryDelivery: ({ delivery }) => Promise.reject(new RequestryError('NOT_FOUND', `no delivery ${delivery}`)),
    dropDelivery: () => Promise.resolve(),
    saveRecord: async ({ record }) => ({ ...record, version: 2 }),
    findSources: () => Promise.resolve([]),
    saveSource: async ({ source }) => ({ ...source, hasSecret: false, issues: [], version: 2 }),
    deleteSource: () => Promise.resolve(),
    ...overrides,
  };
}

export const kinds = (): unknown => html`<rq-designer .service=${designService()} .templates=${templates}></rq-designer>`;

export const noKindsYet = (): unknown => html`<rq-designer .service=${designService({ findKindRows: () => Promise.resolve([]) })} .templates=${templates}></rq-designer>`;

export const loading = (): unknown => html`<rq-designer .service=${designService({ findKindRows: () => new Promise(() => undefined) })}></rq-designer>`;

export const unreachable = (): unknown => html`<rq-designer .service=${designService({ findKindRows: () => Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'down')) })}></rq-designer>`;

export const form = (): unknown => html`<rq-designer kind="repair" tab="form" .service=${designService()}></rq-designer>`;

export const general = (): unknown => html`<rq-designer kind="repair" tab="general" .service=${designService()}></rq-designer>`;

export const directories = (): unknown => html`<rq-designer kind="repair" tab="directories" .service=${designService()}></rq-designer>`;

export const access = (): unknown => html`<rq-designer kind="repair" tab="access" .service=${designService()}></rq-designer>`;

export const versions = (): unknown => html`<rq-designer kind="repair" tab="versions" .service=${designService()}></rq-designer>`;

/** What the service found stands on the tabs, beside the fields and in the way of publishing. */
export const problems = (): unknown =>
  html`<rq-designer kind="repair" tab="form" .service=${designService({ checkKindDraft: () => Promise.resolve([{ code: 'expression.unknown-name', element: 'flow', params: { name: 'sum' } }]) })}></rq-designer>`;

/** Every save meets one of somebody else. */
export const conflict = (): unknown => html`<rq-designer kind="repair" tab="general" .service=${designService({ saveKindDraft: () => Promise.reject(new RequestryError('CONFLICT', 'changed meanwhile')) })}></rq-designer>`;

export const english = (): unknown => html`<rq-designer locale="en" kind="repair" tab="form" .service=${designService()}></rq-designer>`;

/** Does something in the form builder of a story as soon as it is there. */
function inBuilder(shown: unknown, act: (builder: ShadowRoot) => void): unknown {
  const wait = (): void => {
    const builder = document.querySelector('rq-designer')?.shadowRoot?.querySelector('rq-kind-editor')?.shadowRoot?.querySelector('rq-form-builder')?.shadowRoot;
    if (builder?.querySelector('[role=treeitem]')) act(builder);
    else setTimeout(wait, 100);
  };
  setTimeout(wait);
  return shown;
}

/** The texts of the form in both languages. */
export const texts = (): unknown => inBuilder(form(), (builder) => [...builder.querySelectorAll<HTMLElement>('.segments button')][2]?.click());

/** Two fields chosen at once. */
export const severalChosen = (): unknown =>
  inBuilder(english(), (builder) => {
    const [first, second] = builder.querySelectorAll<HTMLElement>('[role=treeitem]');
    first?.click();
    second?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ctrlKey: true }));
  });

/** One field with its properties, in a column of 900 pixels. */
export const narrowColumn = (): unknown => inBuilder(html`<div .style=${'inline-size: 900px'}>${form()}</div>`, (builder) => builder.querySelector<HTMLElement>('[role=treeitem]')?.click());
