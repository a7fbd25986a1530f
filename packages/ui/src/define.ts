/** Defines a tag unless it is defined already (a second copy, a host's own). */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
