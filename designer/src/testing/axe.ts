import 'axe-core';
import type Axe from 'axe-core';
import { atRest } from '@requestry/ui/testing';

/** What axe finds wrong with an element, one line each. */
export async function violations(element: Element): Promise<readonly string[]> {
  await atRest(element);
  const { axe } = window as unknown as { axe: typeof Axe };
  const found = await axe.run(element, { rules: { region: { enabled: false } } });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
