import type { Issue } from '@requestry/model';
import { checkBounds } from './bounds.js';
import { createModdle, defined, isA, list } from './moddle.js';
import type { ModdleElement, ModdleWarning } from './moddle.js';
import { readDiagram } from './read-diagram.js';
import { readProcess } from './read-process.js';
import type { Route } from './route.js';
import { sourceOf } from './source.js';

/** A route, when there is one to read, and everything noticed on the way. */
export interface ReadResult {
  readonly route?: Route;
  readonly issues: readonly Issue[];
}

/**
 * Reads BPMN 2.0 XML. Never rejects: what is too large, not XML or has no process gives issues and no route.
 * Of several processes the first executable one is read, else the first; the rest are named.
 * Content of other tools is kept in `source` and written back.
 */
export async function readBpmn(xml: string): Promise<ReadResult> {
  const bounds = checkBounds(xml);
  if (bounds.some(({ code }) => code !== 'route.duplicate-id')) return { issues: bounds };
  try {
    const { route, issues } = await readChecked(xml);
    return { ...(route ? { route } : {}), issues: [...bounds, ...issues] };
  } catch (error) {
    return { issues: [...bounds, unreadable(error)] };
  }
}

async function readChecked(xml: string): Promise<ReadResult> {
  const moddle = createModdle();
  const { definitions, warnings } = await moddle.parse(xml);
  const issues = warnings.map(warningIssue);
  const processes = list(definitions, 'rootElements').filter((element) => isA(element, 'bpmn:Process'));
  const process = processes.find((candidate) => candidate.get('isExecutable') === true) ?? processes[0];
  if (!process?.id) return { issues: [...issues, { code: 'route.no-process' }] };
  for (const other of processes) {
    if (other !== process) issues.push(defined({ code: 'route.process-ignored', element: other.id, severity: 'warning' as const, params: { name: other.name ?? other.id, read: process.name ?? process.id } }));
  }
  const { nodes, flows, lanes, issues: found } = readProcess(process);
  const diagram = readDiagram(definitions);
  const source = await sourceOf(moddle, definitions);
  const route = defined<Route>({ id: process.id, name: process.name, nodes, flows, lanes, diagram, source });
  return { route, issues: [...issues, ...found] };
}

/** What the parser says about a file it cannot read, with the line when it names one. */
function unreadable(error: unknown): Issue {
  const message = error instanceof Error ? error.message : String(error);
  const line = /^\s*line: (\d+)/m.exec(message)?.[1];
  return { code: 'route.not-bpmn', params: { message: firstLine(message), ...(line === undefined ? {} : { line: Number(line) + 1 }) } };
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;

function warningIssue(warning: ModdleWarning): Issue {
  if (warning.element && warning.property) {
    const drawing = warning.element.$type.startsWith('bpmndi:');
    return defined({
      code: 'route.unresolved-reference',
      element: elementOf(warning.element),
      severity: drawing ? ('warning' as const) : undefined,
      params: { property: warning.property, value: typeof warning.value === 'string' ? warning.value : '' },
    });
  }
  const id = /nested error: (?:.*?)<([^>]*)>/.exec(warning.message)?.[1];
  return defined({ code: 'route.unparsable', element: id, params: { message: firstLine(warning.message) } });
}

function elementOf(element: ModdleElement): string | undefined {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) if (at.id) return at.id;
  return undefined;
}
