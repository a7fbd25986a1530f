import 'axe-core';
import type Axe from 'axe-core';

/** What axe finds wrong with an element, one line each. */
export async function violations(element: Element): Promise<readonly string[]> {
  const { axe } = window as unknown as { axe: typeof Axe };
  const found = await axe.run(element, { rules: { region: { enabled: false } } });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
