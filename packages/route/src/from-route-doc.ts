import type { EndSettings, LocalizedText, StepSettings } from '@requestry/model';
import { outcomesOf } from '@requestry/model';
import { drawnName, guessedSettings, nodeTypeOf, outcomeCondition } from './doc-words.js';
import { layoutRoute } from './layout/layout.js';
import { defined } from './moddle.js';
import type { DocEntry, DocOpaque, DocSplit, DocTask, DocTimer, OutcomeTarget, RouteDoc } from './route-doc.js';
import type { NodeType, Route, RouteFlow, RouteNode } from './route.js';
import { sourceFrom } from './source.js';

/**
 * The route that a list of steps describes, laid out from top to bottom. The same list gives the same ids.
 * With `previous`, what its file held besides the route (documentation, settings of other tools, lanes) is kept.
 */
export function fromRouteDoc(doc: RouteDoc, previous?: Route): Route {
  const builder = new Builder(doc);
  builder.build();
  const pieces = builder.pieces;
  const before = sourceFrom(previous?.source);
  const source = before.xml !== undefined || pieces.length > 0 ? defined({ xml: before.xml, pieces: pieces.length > 0 ? pieces : undefined }) : undefined;
  const route = defined<Route>({
    id: doc.id,
    name: doc.name || undefined,
    nodes: builder.nodes,
    flows: builder.flows,
    lanes: previous?.lanes ?? [],
    diagram: { shapes: {}, edges: {} },
    source,
  });
  return layoutRoute(route, { direction: 'vertical' });
}

/** Where the normal way goes on. `strict`: a join that waits for every flow, so only one may come from here. */
interface Next {
  readonly id: string;
  readonly strict: boolean;
}

/** Inside a parallel or inclusive split an end has to stop the other branches. */
interface Place {
  readonly parallel: boolean;
}

class Builder {
  nodes: RouteNode[] = [];
  readonly flows: RouteFlow[] = [];
  readonly pieces: string[] = [];
  readonly #doc: RouteDoc;
  readonly #taken = new Set<string>();
  readonly #placed = new Map<string, number>();
  readonly #entries = new Map<string, DocEntry>();
  readonly #jumped = new Set<string>();
  readonly #derived = new Map<string, string>();

  constructor(doc: RouteDoc) {
    this.#doc = doc;
    this.#taken.add(doc.start.id).add(doc.end.id);
    this.#collect(doc.steps);
  }

  build(): void {
    const { start, end, steps } = this.#doc;
    this.#place(defined({ id: start.id, type: 'startEvent' as const, name: start.name, event: start.event }));
    this.#place(defined({ id: end.id, type: 'endEvent' as const, name: drawnName(end.name, end.end.title), end: end.end, event: end.event }));
    const first = this.#list(steps, { id: end.id, strict: false }, { parallel: false });
    this.#connect(this.#id(start.id, 'flow'), start.id, first);
    if (!this.flows.some((flow) => flow.to === end.id)) this.nodes = this.nodes.filter((node) => node.id !== end.id);
  }

  /** Every id the list names, and every entry that something goes back or ahead to. */
  #collect(steps: readonly DocEntry[]): void {
    for (const entry of steps) {
      this.#taken.add(entry.id);
      this.#entries.set(entry.id, entry);
      if (entry.kind === 'step') {
        for (const target of [...Object.values(entry.targets), ...entry.timers.map((timer) => timer.target)]) this.#collectTarget(entry, target);
        for (const timer of entry.timers) this.#taken.add(timer.id);
      } else if (entry.kind === 'opaque') {
        for (const { id } of [...entry.nodes, ...entry.flows]) this.#taken.add(id);
      } else if (entry.kind !== 'wait') {
        for (const branch of entry.branches) {
          this.#taken.add(branch.id);
          if (branch.end) this.#taken.add(branch.end.id);
          this.#collect(branch.steps);
        }
      }
    }
    steps.forEach((entry, index) => {
      const after = steps[index + 1];
      const several = (entry.kind === 'step' && entry.timers.some(({ target }) => target.to === 'next')) || (entry.kind === 'opaque' && entry.flows.filter(({ to }) => to === '').length > 1);
      if (after && several) this.#jumped.add(after.id);
    });
  }

  #collectTarget(entry: DocTask, target: DocTimer['target']): void {
    if (target.to === 'step') this.#jumped.add(target.step);
    if (target.to === 'rework') this.#jumped.add(target.backTo ?? entry.id);
    if (target.to === 'end' || target.to === 'rework') this.#taken.add(target.id);
  }

  /** An id made from another, the same every time it is asked for. */
  #id(base: string, part: string): string {
    const key = `${base}\n${part}`;
    const known = this.#derived.get(key);
    if (known !== undefined) return known;
    const wanted = `${base}_${part}`.replace(/[^\w.-]/g, '_');
    let id = wanted;
    for (let number = 2; this.#taken.has(id); number += 1) id = `${wanted}_${number}`;
    this.#taken.add(id);
    this.#derived.set(key, id);
    return id;
  }

  #place(node: RouteNode): void {
    const index = this.#placed.get(node.id);
    if (index === undefined) this.#placed.set(node.id, this.nodes.push(node) - 1);
    else if (node.event?.type === 'terminate' && this.nodes[index]?.type === 'endEvent') this.nodes[index] = node;
  }

  #connect(id: string, from: string, to: string, details: Partial<RouteFlow> = {}): void {
    this.flows.push(defined({ ...details, id, from, to }));
  }

  /** The node that flows into the entry lead to. Splits that are come back to have a merge of their own before them. */
  #entryOf(entry: DocEntry): string {
    if (entry.kind === 'step' || entry.kind === 'wait') return entry.id;
    if (entry.kind !== 'opaque') return this.#jumped.has(entry.id) ? this.#id(entry.id, 'entry') : entry.id;
    const inside = entry.nodes.find(({ id }) => id === entry.entry);
    const strict = inside?.type === 'parallelGateway' || inside?.type === 'inclusiveGateway';
    return strict && this.#jumped.has(entry.id) ? this.#id(entry.id, 'entry') : (entry.entry ?? entry.id);
  }

  /** Places the entries and answers the node that the list begins with. */
  #list(steps: readonly DocEntry[], next: Next, place: Place): string {
    const leading = steps.filter((entry) => entry.kind !== 'opaque' || entry.entry !== undefined);
    leading.forEach((entry, index) => {
      const after = leading[index + 1];
      this.#entry(entry, after ? { id: this.#entryOf(after), strict: false } : next, place);
    });
    for (const entry of steps) if (!leading.includes(entry)) this.#entry(entry, next, place);
    const first = leading[0];
    return first ? this.#entryOf(first) : next.id;
  }

  #entry(entry: DocEntry, next: Next, place: Place): void {
    switch (entry.kind) {
      case 'step':
        return this.#step(entry, next, place);
      case 'wait':
        this.#place(defined({ id: entry.id, type: 'intermediateCatchEvent' as const, name: entry.name || undefined, event: entry.event }));
        return this.#connect(this.#id(entry.id, 'flow'), entry.id, next.id);
      case 'opaque':
        return this.#opaque(entry, next);
      default:
        return this.#split(entry, next, place);
    }
  }

  #step(entry: DocTask, wanted: Next, place: Place): void {
    const { id, settings } = entry;
    this.#place(taskNode(entry));
    const next = this.#single(entry, wanted);
    const targets = Object.entries(entry.targets);
    if (targets.length === 0) this.#connect(this.#id(id, 'flow'), id, next.id);
    else {
      const gateway = this.#id(id, 'outcome');
      const onward = this.#id(gateway, 'next');
      this.#place({ id: gateway, type: 'exclusiveGateway', default: onward });
      this.#connect(this.#id(id, 'flow'), id, gateway);
      this.#connect(onward, gateway, next.id, label(onwardTitle(settings, Object.keys(entry.targets))));
      for (const [outcome, target] of targets) {
        const title = outcomesOf(settings).find((known) => known.id === outcome)?.title;
        const to = this.#target(entry, target, place);
        this.#connect(this.#id(id, `on_${outcome}`), gateway, to, { ...label(title), condition: outcomeCondition(id, outcome) });
      }
    }
    for (const timer of entry.timers) this.#timer(entry, timer, next, place);
  }

  /** Before a join that waits for all, a timeout and the normal way have to become one. */
  #single(entry: DocTask, next: Next): Next {
    if (!next.strict || !entry.timers.some(({ target }) => target.to === 'next')) return next;
    const merge = this.#id(entry.id, 'next');
    this.#place({ id: merge, type: 'exclusiveGateway' });
    this.#connect(this.#id(merge, 'flow'), merge, next.id);
    return { id: merge, strict: false };
  }

  #timer(entry: DocTask, timer: DocTimer, next: Next, place: Place): void {
    const interrupting = timer.interrupting ? undefined : false;
    this.#place(defined({ id: timer.id, type: 'boundaryEvent' as const, name: timer.name, event: timer.event, attachedTo: entry.id, interrupting }));
    const to = timer.target.to === 'next' ? next.id : this.#target(entry, timer.target, { parallel: place.parallel || !timer.interrupting });
    this.#connect(this.#id(timer.id, 'flow'), timer.id, to);
  }

  #target(entry: DocTask, target: OutcomeTarget, place: Place): string {
    if (target.to === 'end') return this.#end(target.id, target.end, place);
    const back = target.to === 'step' ? target.step : (target.backTo ?? entry.id);
    const found = this.#entries.get(back);
    const entered = found ? this.#entryOf(found) : back;
    if (target.to === 'step') return entered;
    if (!this.#placed.has(target.id)) {
      this.#place(defined({ id: target.id, type: 'userTask' as const, name: drawnName(undefined, target.rework.title), step: target.rework }));
      this.#connect(this.#id(target.id, 'back'), target.id, entered);
    }
    return target.id;
  }

  #end(id: string, end: EndSettings, place: Place): string {
    this.#place(defined({ id, type: 'endEvent' as const, name: drawnName(undefined, end.title), end, event: place.parallel ? ({ type: 'terminate' } as const) : undefined }));
    return id;
  }

  #split(entry: DocSplit, next: Next, place: Place): void {
    const type = ({ choice: 'exclusiveGateway', parallel: 'parallelGateway', inclusive: 'inclusiveGateway' } as const)[entry.kind];
    const entered = this.#entryOf(entry);
    if (entered !== entry.id) this.#merge(entered, entry.id);
    const otherwise = entry.kind === 'parallel' ? undefined : entry.branches.findLast((branch) => branch.condition === undefined)?.id;
    this.#place(defined({ id: entry.id, type: type as NodeType, name: entry.name || undefined, default: otherwise }));
    const inside = { parallel: place.parallel || entry.kind !== 'choice' };
    const join = this.#id(entry.id, 'join');
    for (const branch of entry.branches) {
      const after = branch.end ? { id: branch.end.id, strict: false } : { id: join, strict: entry.kind !== 'choice' };
      const first = this.#list(branch.steps, after, inside);
      if (branch.end) this.#end(branch.end.id, branch.end.end, inside);
      this.#connect(branch.id, entry.id, first, { name: drawnName(branch.name, branch.title), title: branch.title, condition: branch.condition });
    }
    if (!entry.branches.some((branch) => !branch.end)) return;
    this.#place({ id: join, type });
    this.#connect(this.#id(join, 'flow'), join, next.id);
  }

  #opaque(entry: DocOpaque, next: Next): void {
    const entered = entry.entry === undefined ? undefined : this.#entryOf(entry);
    if (entered !== undefined && entered !== entry.entry) this.#merge(entered, entry.entry ?? '');
    for (const node of entry.nodes) this.#place(node);
    for (const flow of entry.flows) this.flows.push(flow.to === '' ? { ...flow, to: next.id } : flow);
    if (entry.xml) this.pieces.push(entry.xml);
  }

  #merge(id: string, to: string): void {
    this.#place({ id, type: 'exclusiveGateway' });
    this.#connect(this.#id(id, 'flow'), id, to);
  }
}

function taskNode(entry: DocTask): RouteNode {
  const type = entry.node ?? nodeTypeOf(entry.settings.type);
  const untouched = entry.bare === true && JSON.stringify(entry.settings) === JSON.stringify(guessedSettings(type));
  return defined<RouteNode>({
    id: entry.id,
    type,
    name: entry.name || undefined,
    step: untouched ? undefined : entry.settings,
    script: entry.script,
    loop: entry.loop,
    calledElement: entry.calledElement,
    input: entry.input,
    output: entry.output,
  });
}

const label = (title: LocalizedText | undefined): Partial<RouteFlow> => (title === undefined ? {} : defined({ name: drawnName(undefined, title), title }));

/** The normal way is labelled when exactly one outcome takes it. */
function onwardTitle(settings: StepSettings, taken: readonly string[]): LocalizedText | undefined {
  const rest = outcomesOf(settings).filter(({ id }) => !taken.includes(id));
  return rest.length === 1 ? rest[0]?.title : undefined;
}
