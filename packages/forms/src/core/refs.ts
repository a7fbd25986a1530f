import type { JsonSchema } from '@requestry/model';
import { isUnsafeName, segmentsOf } from './json-pointer.js';
import { ANNOTATIONS, isSchemaObject, isSubschema, mapSubschemas, mentions } from './keywords.js';

type Subschema = JsonSchema | boolean;

const MAX_NODES = 20_000;

/** The schema that a local reference (`#/$defs/address`) points at; `undefined` when there is none. */
export function resolveRef(root: JsonSchema, ref: string): Subschema | undefined {
  if (!ref.startsWith('#')) return undefined;
  let at: unknown = root;
  for (const segment of segmentsOf(decode(ref))) {
    if (isUnsafeName(segment) || typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = (at as Record<string, unknown>)[segment];
  }
  return isSubschema(at) ? at : undefined;
}

function decode(ref: string): string {
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}

const expanded = new WeakMap<JsonSchema, JsonSchema>();

/** The schema with its references written out, except those of a schema into itself. Remembered for each schema. */
export function inlineRefs(root: JsonSchema): JsonSchema {
  const known = expanded.get(root);
  if (known) return known;
  const made = mentions(root, /"\$ref":/) ? new Expansion(root).run() : root;
  expanded.set(root, made);
  expanded.set(made, made);
  return made;
}

class Expansion {
  readonly #root: JsonSchema;
  #nodes = 0;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** A schema that grows beyond all measure when written out is kept as it is. */
  run(): JsonSchema {
    const { $defs, ...rest } = this.#root;
    const made = this.#expand(rest, []);
    if (this.#nodes > MAX_NODES || typeof made === 'boolean') return this.#root;
    return $defs === undefined ? made : { ...made, $defs };
  }

  #expand(schema: Subschema, open: readonly string[]): Subschema {
    this.#nodes += 1;
    if (typeof schema === 'boolean' || this.#nodes > MAX_NODES || open.length > 64) return schema;
    const { $ref: ref } = schema;
    if (typeof ref !== 'string') return mapSubschemas(schema, (inner) => this.#expand(inner, open));
    const target = open.includes(ref) ? undefined : resolveRef(this.#root, ref);
    if (target === undefined || this.#reaches(target, ref)) return mapSubschemas(schema, (inner) => this.#expand(inner, open));
    return this.#combine(schema, this.#expand(target, [...open, ref]), open);
  }

  #combine(schema: JsonSchema, target: Subschema, open: readonly string[]): Subschema {
    const siblings = Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$ref')) as JsonSchema;
    const names = Object.keys(siblings);
    if (names.length === 0) return target;
    if (isSchemaObject(target) && names.every((name) => ANNOTATIONS.has(name))) return { ...target, ...siblings };
    const rest = mapSubschemas(siblings, (inner) => this.#expand(inner, open));
    return { ...rest, allOf: [...(rest.allOf ?? []), target as JsonSchema] };
  }

  /** The schema refers, directly or through others, to `ref` again. */
  #reaches(schema: Subschema, ref: string): boolean {
    const seen = new Set<string>();
    const search = (at: Subschema): boolean => {
      if (typeof at === 'boolean') return false;
      const found = at.$ref;
      if (found === ref || found === '#') return true;
      if (typeof found === 'string' && !seen.has(found)) {
        seen.add(found);
        const target = resolveRef(this.#root, found);
        if (target !== undefined && search(target)) return true;
      }
      let reached = false;
      mapSubschemas(at, (inner) => {
        reached ||= search(inner);
        return inner;
      });
      return reached;
    };
    return search(schema);
  }
}
