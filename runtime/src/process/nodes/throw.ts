import type { JsonObject, Trace } from '@requestry/model';
import { evaluate, expressionContext } from '../context.js';
import type { Run } from '../run.js';
import { outwards, setValues } from '../scopes.js';
import type { CompiledNode, Token } from '../types.js';
import { happen } from './happen.js';
import { valuesOf } from './values.js';
import { startsIn, waitsFor, type Wait } from './waits.js';

/** Does what the event throws. Answers whether the token goes on: not when it was interrupted, or cannot. */
export function throwEvent(run: Run, token: Token, node: CompiledNode): boolean {
  switch (node.event?.type) {
    case 'message':
      return throwMessage(run, token, node, node.event);
    case 'signal':
      return throwSignal(run, token, node, node.event.name);
    case 'escalation':
      return escalate(run, token, node, node.event.code);
    case 'error':
      return throwError(run, token, node, node.event.code);
    default:
      return true;
  }
}

function throwMessage(run: Run, token: Token, node: CompiledNode, { name, key }: { readonly name: string; readonly key?: string }): boolean {
  const data = payloadOf(run, token, node);
  if (!data) return false;
  const text = keyText(run, token, node, key);
  if (text?.problem !== undefined) {
    run.raiseIncident(token, text.problem, text.trace);
    return false;
  }
  const told = text ? { name, key: text.key } : { name };
  run.emit({ type: 'message-thrown', ...told, node: node.id });
  run.effects.push({ type: 'message', ...told, ...data });
  return true;
}

/** The key that correlates a message, as text; nothing without one. */
export function keyText(run: Run, token: Token | undefined, node: CompiledNode, key: string | undefined): { readonly key: string; readonly problem?: string; readonly trace: Trace } | undefined {
  const expression = key === undefined ? undefined : node.expressions[key];
  if (!expression) return undefined;
  const world = run.worldAt(token);
  const { value, problem, trace } = evaluate(expression, expressionContext(run.compiled, run.state, world), world);
  return { key: typeof value === 'string' ? value : JSON.stringify(value), trace, ...(problem !== undefined ? { problem } : {}) };
}

/** A signal goes out, and to everybody on this request who waits for it. */
function throwSignal(run: Run, token: Token, node: CompiledNode, name: string): boolean {
  const data = payloadOf(run, token, node);
  if (!data) return false;
  run.emit({ type: 'signal-thrown', name, node: node.id });
  run.effects.push({ type: 'signal', name, ...data });
  signal(run, name, data.data);
  return run.token(token.id) !== undefined;
}

/** Everybody who waits for the signal now receives it. Answers whether somebody did. */
export function signal(run: Run, name: string, data: JsonObject | undefined): boolean {
  const waits = waitsFor(run, 'signal').filter(({ node }) => node.event?.type === 'signal' && node.event.name === name);
  for (const wait of waits) {
    if (!stillWaits(run, wait)) continue;
    run.emit({ type: 'signal-received', name, node: wait.node.id, trace: { code: 'signal.received', params: { name } } });
    if (data) setValues(run, wait.token, wait.node, data);
    happen(run, wait);
  }
  return waits.length > 0;
}

/** What another receiver did has not taken this one away. */
const stillWaits = (run: Run, { token, node }: Wait): boolean =>
  token ? run.token(token.id)?.node === token.node && (node.type !== 'startEvent' || startsIn(run, token, 'signal').length > 0) : startsIn(run, undefined, 'signal').length > 0;

function payloadOf(run: Run, token: Token, node: CompiledNode): { readonly data?: JsonObject } | undefined {
  const values = valuesOf(run, token, node, node.step?.set ?? {});
  return values && (Object.keys(values).length > 0 ? { data: values } : {});
}

/** Ends the scope up to whatever catches the error; without that the token stands still. */
function throwError(run: Run, token: Token, node: CompiledNode, code: string | undefined): boolean {
  const catcher = catcherOf(run, token, 'error', code);
  if (!catcher) {
    run.raiseIncident(token, 'error-uncaught', { code: 'incident.error-uncaught', params: { error: code ?? null } });
    return false;
  }
  run.emit({ type: 'error-thrown', ...(code !== undefined ? { name: code } : {}), node: node.id });
  happen(run, catcher);
  return false;
}

/** Tells whoever is around that something is up; nobody need care. */
function escalate(run: Run, token: Token, node: CompiledNode, code: string | undefined): boolean {
  const catcher = catcherOf(run, token, 'escalation', code);
  run.emit({ type: 'escalation-thrown', ...(code !== undefined ? { name: code } : {}), node: node.id });
  if (catcher) happen(run, catcher);
  return run.token(token.id) !== undefined;
}

/** The nearest scope around that catches: by a subprocess in it, then by its border. An own code comes before any code. */
function catcherOf(run: Run, token: Token, type: 'error' | 'escalation', code: string | undefined): Wait | undefined {
  const matching = (waits: readonly Wait[]): Wait | undefined => {
    const codeOf = ({ node }: Wait): string | undefined => (node.event?.type === type ? node.event.code : undefined);
    return waits.find((wait) => code !== undefined && codeOf(wait) === code) ?? waits.find((wait) => codeOf(wait) === undefined);
  };
  for (const scope of outwards(run, token)) {
    if (scope === token) continue;
    const found = matching(startsIn(run, scope, type)) ?? matching(borderWaits(run, scope, type));
    if (found) return found;
  }
  return matching(startsIn(run, undefined, type));
}

function borderWaits(run: Run, scope: Token, type: 'error' | 'escalation'): readonly Wait[] {
  if (scope.index !== undefined) return [];
  const events = run.node(scope.node).boundary.filter(({ event }) => event?.type === type);
  return events.map(({ id }) => ({ token: scope, node: run.node(id) }));
}
