/** Types without parts. `unknown` may be anything. */
export type ScalarType =
  | 'unknown'
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'function';

/** The type of a value of the language. A context names the entries that are known, all of them or not. */
export type FeelType =
  | ScalarType
  | { readonly list: FeelType }
  | { readonly range: FeelType }
  | { readonly context: Readonly<Record<string, FeelType>> };

/** The type in words of the language, as after `instance of`. */
export function typeName(type: FeelType): string {
  if (typeof type === 'string') return type === 'unknown' ? 'Any' : type;
  if ('list' in type) return type.list === 'unknown' ? 'list' : `list<${typeName(type.list)}>`;
  if ('range' in type) return type.range === 'unknown' ? 'range' : `range<${typeName(type.range)}>`;
  const entries = Object.entries(type.context).map(([name, of]) => `${name}: ${typeName(of)}`);
  return entries.length === 0 ? 'context' : `context<${entries.join(', ')}>`;
}
