import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { DesignService, Issue, Kind, Locale, RequestService, System } from '@requestry/model';
import '@requestry/designer';
import type { RqDesigner } from '@requestry/designer';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import { depot, office } from '@requestry/runtime/testing';
import type { Office } from '@requestry/runtime/testing';

/** Leaves nothing of a test behind. */
export function clear(): void {
  clearFixtures();
  localStorage.removeItem('rq-route-layout');
  document.querySelectorAll('rq-toasts').forEach((each) => each.remove());
}

/** Every match inside elements of a name. */
export const inAll = <E extends Element = HTMLElement>(root: Element, host: string, selector: string): E[] => deepAll(root, host).flatMap((each) => deepAll<E>(each, selector));

export const inOne = <E extends Element = HTMLElement>(root: Element, host: string, selector: string): E => deep<E>(deep(root, host), selector);

export interface Open {
  readonly place: Office;
  readonly designer: RqDesigner;
  readonly design: RequestService & DesignService;
  draft(): Promise<Kind>;
  publish(): Promise<void>;
}

/** The designer over a runtime, at one tab of a kind. */
export async function open(system: System, kind: string, tab: string, { locale = 'en', admin = system === depot ? 'boss' : 'erik' }: { readonly locale?: Locale; readonly admin?: string } = {}): Promise<Open> {
  const place = await office({ system, messages: { connectors: { stock: () => Promise.resolve(9), rates: () => Promise.resolve({ price: 1 }) } } });
  const design = place.as(admin);
  const designer = await fixture<RqDesigner>(html`<rq-designer .kind=${kind} .tab=${tab}></rq-designer>`, { design, service: design, locale });
  await until(() => (tab === 'general' ? inAll(designer, 'rq-rules', 'details') : tab === 'route' ? deepAll(designer, '[data-row]') : inAll(designer, 'rq-directories-tab', 'li')).length > 0);
  await settled(designer);
  return {
    place, designer, design,
    draft: async () => {
      await designer.flush();
      return (await design.getKindDraft({ kind })).kind;
    },
    publish: async () => {
      await designer.flush();
      const { version } = await design.getKindDraft({ kind });
      await design.publishKind({ kind, expectedVersion: version, idempotencyKey: place.key() });
    },
  };
}

export const at = (designer: Element, path: string): HTMLElement => deep(designer, `[data-path="${path}"]`);

/** Opens a row or a rule as a person does. */
export async function unfold(designer: Element, path: string): Promise<void> {
  const details = at(designer, path) as HTMLDetailsElement;
  if (!details.open) details.querySelector('summary')?.click();
  await settled(designer);
}

export async function choose(designer: Element, path: string, value: string): Promise<void> {
  const select = at(designer, path).querySelector('select') as HTMLSelectElement;
  if (![...select.options].some((option) => option.value === value)) throw new TypeError(`${path} has no "${value}", but ${[...select.options].map((option) => option.value).join(', ')}`);
  typeInto(select, value);
  await settled(designer);
}

export async function write(designer: Element, path: string, label: string, text: string): Promise<void> {
  const input = [...at(designer, path).querySelectorAll<HTMLInputElement>('input, textarea')].find((each) => each.getAttribute('aria-label') === label);
  if (!input) throw new TypeError(`${path} has no "${label}"`);
  typeInto(input, text);
  await settled(designer);
}

export async function add(designer: Element, path: string): Promise<void> {
  const adder = [...at(designer, path).querySelectorAll<HTMLElement>('.adder')].at(-1);
  if (!adder) throw new TypeError(`nothing can be added at ${path}`);
  adder.click();
  await settled(designer);
}

export async function tick(designer: Element, path: string, label: string): Promise<void> {
  const box = [...at(designer, path).querySelectorAll<HTMLElement>('.tick')].find((each) => each.textContent?.trim() === label)?.querySelector('input');
  if (!box) throw new TypeError(`${path} has no tick "${label}"`);
  box.click();
  await settled(designer);
}

export async function undo(designer: Element): Promise<void> {
  at(designer, '/guards').querySelector('summary')?.focus();
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'KeyZ' });
  await sendKeys({ up: 'Control' });
  await settled(designer);
}

export const issuesOf = async (refused: Promise<unknown>): Promise<readonly Issue[]> => refused.then(() => [], (error: { readonly issues?: readonly Issue[] }) => error.issues ?? []);
export const stateOf = (designer: Element, path: string): string => shownText(at(designer, path).querySelector('summary .help') as Element);
