import { ContextProvider } from '@lit/context';
import { html, LitElement, render } from 'lit';
import type { DesignService, Locale, RequestService } from '@requestry/model';
import { designServiceContext, localeContext, requestServiceContext } from '../service-context.js';

/** What stands above the element under test. */
export interface Surroundings {
  readonly service?: RequestService;
  readonly design?: DesignService;
  readonly locale?: Locale;
}

class RqTestHost extends LitElement {
  surroundings: Surroundings = {};
  readonly #service = new ContextProvider(this, { context: requestServiceContext });
  readonly #design = new ContextProvider(this, { context: designServiceContext });
  readonly #locale = new ContextProvider(this, { context: localeContext });

  provide(surroundings: Surroundings): void {
    this.#service.setValue(surroundings.service);
    this.#design.setValue(surroundings.design);
    this.#locale.setValue(surroundings.locale);
  }

  override render(): unknown {
    return html`<slot></slot>`;
  }
}

const shown = new Set<Element>();

/** Renders a template into the page and gives its first element once it has settled. Provides services and language to it. */
export async function fixture<E extends HTMLElement = HTMLElement>(template: unknown, surroundings: Surroundings = {}): Promise<E> {
  if (!customElements.get('rq-test-host')) customElements.define('rq-test-host', RqTestHost);
  const host = document.createElement('rq-test-host') as RqTestHost;
  host.provide(surroundings);
  document.body.append(host);
  shown.add(host);
  render(template, host);
  const element = host.firstElementChild as E | null;
  if (!element) throw new TypeError('fixture: the template has no element');
  await settled(element);
  return element;
}

/** Takes every fixture off the page. Call it after each test. */
export function clearFixtures(): void {
  shown.forEach((host) => host.remove());
  shown.clear();
}

/** Waits until an element and everything inside it has rendered what it knows. */
export async function settled(element: Element): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    const waiting = deepAll(element, '*').filter((each): each is LitElement => each instanceof LitElement);
    if (element instanceof LitElement) waiting.unshift(element);
    await Promise.all(waiting.map((each) => each.updateComplete));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Waits until something holds; a slow machine has ten seconds. What `holds` throws means "not yet". */
export async function until(holds: () => unknown): Promise<void> {
  const end = performance.now() + 10_000;
  let last: unknown;
  while (performance.now() < end) {
    try {
      if (holds()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never: ${String(holds)}`, { cause: last });
}

/** Every match of a selector inside an element, through open shadow roots. */
export function deepAll<E extends Element = HTMLElement>(from: Element | ShadowRoot, selector: string): E[] {
  const roots: (Element | ShadowRoot)[] = [from, ...('shadowRoot' in from && from.shadowRoot ? [from.shadowRoot] : [])];
  return roots.flatMap((root) => [
    ...root.querySelectorAll<E>(selector),
    ...[...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? deepAll<E>(each.shadowRoot, selector) : [])),
  ]);
}

/** The first match of a selector inside an element, through open shadow roots. Throws when there is none. */
export function deep<E extends Element = HTMLElement>(from: Element | ShadowRoot, selector: string): E {
  const found = deepAll<E>(from, selector)[0];
  if (!found) throw new TypeError(`nothing matches ${selector}`);
  return found;
}

/** The text a person would read in an element, through open shadow roots, with single spaces. */
export function shownText(element: Element): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement || (node instanceof HTMLElement && node.hidden)) return '';
    if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) return node.assignedNodes().map(read).join(' ');
    const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
    return [...inside.childNodes].map(read).join(' ');
  };
  return read(element).replace(/\s+/gu, ' ').trim();
}

/** Presses a key on an element as a person would. Returns false when the element kept the browser from acting on it. */
export function press(element: Element, key: string, modifiers: KeyboardEventInit = {}): boolean {
  const event = (type: string): KeyboardEvent => new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true, ...modifiers });
  const allowed = element.dispatchEvent(event('keydown'));
  element.dispatchEvent(event('keyup'));
  return allowed;
}

/** Writes into an input as a person would. */
export function typeInto(input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  input.focus();
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Puts focus on an element as a person would, also on a page that is in the background and hears of no focus. */
export function enter(element: HTMLElement): void {
  const heard = listens(element, 'focus', () => element.focus());
  if (heard) return;
  element.dispatchEvent(new FocusEvent('focus'));
  element.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
}

/** Takes focus off an element as a person would, also on a page in the background. */
export function leave(element: HTMLElement): void {
  const heard = listens(element, 'blur', () => element.blur());
  if (heard) return;
  element.dispatchEvent(new FocusEvent('blur'));
  element.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
}

function listens(element: HTMLElement, type: 'focus' | 'blur', act: () => void): boolean {
  let heard = false;
  const hear = (): void => void (heard = true);
  element.addEventListener(type, hear);
  act();
  element.removeEventListener(type, hear);
  return heard;
}

/** Resolves when nothing inside an element changes its looks any more, endless motion such as that of skeletons aside: for those who measure looks. */
export async function atRest(from: Element): Promise<void> {
  const moving = [from, ...deepAll(from, '*')].flatMap((each) => [...each.getAnimations(), ...(each.shadowRoot?.getAnimations() ?? [])]);
  const ending = moving.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
}
