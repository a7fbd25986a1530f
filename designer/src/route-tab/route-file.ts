import { bpmnLimits } from '@requestry/route';
import { downloadText, showToast } from '@requestry/ui';
import { pickText } from './browser.js';
import type { RouteWords } from './locales/index.js';
import type { OpenRoute, RouteSession, UnreadableRoute } from './session.js';

/** A route from a file that the person picks, as far as it can be read; undefined when none was picked, or one that is too large, which is said. */
export async function pickRoute(host: HTMLElement, session: RouteSession, t: RouteWords): Promise<OpenRoute | UnreadableRoute | undefined> {
  const picked = await pickText('.bpmn,.xml', bpmnLimits.bytes);
  if (picked === 'too-large') return void showToast(host, { text: t.fileTooLarge, tone: 'danger' });
  return picked === undefined ? undefined : session.read(picked.text);
}

/** Gives the person the route as a file. */
export async function saveRoute(session: RouteSession, open: OpenRoute, name: string): Promise<void> {
  downloadText(`${name}.bpmn`, open.xml || (await session.write(open.route, open.doc)).xml, 'application/xml');
}
