import type { Json, JsonObject, Trace } from '@requestry/model';
import type { LocalWorld } from './context.js';
import type { Run } from './run.js';
import type { CompiledNode, Token } from './types.js';

/** The token and those that it is inside of, from the inside out. */
export function* outwards(run: Run, token: Token | undefined): Generator<Token> {
  for (let at = token; at; at = at.scope === undefined ? undefined : run.token(at.scope)) yield at;
}

/** The world with the values of the token's scopes over the form fields; the innermost counts. */
export function localWorld(run: Run, token: Token): LocalWorld {
  let data: JsonObject | undefined;
  for (const { vars } of outwards(run, token)) if (vars) data = { ...vars, ...data };
  const { space } = run.node(token.node);
  if (!data && space === undefined) return run.world;
  return { ...run.world, ...(data ? { data: { ...run.world.data, ...data } } : {}), ...(space !== undefined ? { space } : {}) };
}

/**
 * Sets values as the token's node says: a name that a scope around knows of its own is set there, everything else inside a call with
 * a mapping stays in the call, the rest are form fields.
 */
export function setValues(run: Run, token: Token | undefined, node: CompiledNode, values: JsonObject, trace?: Trace): void {
  const fields: Record<string, Json | undefined> = {};
  const local = new Map<string, Record<string, Json | undefined>>();
  for (const [name, value] of Object.entries(values)) {
    const holder = holderOf(run, token, name);
    if (!holder) fields[name] = value;
    else local.set(holder, { ...local.get(holder), [name]: value });
  }
  for (const [holder, vars] of local) run.emit({ type: 'vars-set', token: holder, node: node.id, vars });
  if (Object.keys(fields).length === 0) return;
  run.emit({ type: 'data-set', node: node.id, data: fields, ...(trace ? { trace } : {}) });
  run.setData(fields);
}

function holderOf(run: Run, token: Token | undefined, name: string): string | undefined {
  for (const at of outwards(run, token)) {
    if (at.vars && Object.hasOwn(at.vars, name)) return at.id;
    if (at !== token && keepsToItself(run.node(at.node)) && !at.loop) return at.id;
  }
  return undefined;
}

/** A call that says what goes in or comes out lets nothing else out. */
export const keepsToItself = (node: CompiledNode): boolean => node.input !== undefined || node.output !== undefined;
