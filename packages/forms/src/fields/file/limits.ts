import type { FieldText } from '../../registry.js';

/** What a file field takes. */
export interface Limits {
  /** Endings (`.pdf`), types (`application/pdf`) or sorts of types (`image/*`); anything when empty. */
  readonly accept: readonly string[];
  /** Bytes of one file. */
  readonly size: number;
  readonly count: number;
}

/** Limits of a field: sorts by `options.rq.accept`, size by `maximum` of `size` in the schema, count by `maxItems`. */
export function limitsOf({ schema, options }: Pick<FieldText, 'schema' | 'options'>): Limits {
  const items = typeof schema.items === 'object' ? schema.items : {};
  const accept = options['accept'];
  return {
    accept: Array.isArray(accept) ? accept.filter((each): each is string => typeof each === 'string') : [],
    size: bound(items.properties?.['size']?.['maximum']),
    count: bound(schema['maxItems']),
  };
}

const bound = (value: unknown): number => (typeof value === 'number' ? value : Infinity);

/** The file is of a sort that is taken: by its ending, its type, or the sort of its type. */
export function isAccepted({ name, type }: Pick<File, 'name' | 'type'>, accept: readonly string[]): boolean {
  return accept.length === 0 || accept.some((sort) => {
    const wanted = sort.trim().toLowerCase();
    if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted);
    return wanted.endsWith('/*') ? type.toLowerCase().startsWith(wanted.slice(0, -1)) : type.toLowerCase() === wanted;
  });
}

/** Pictures are taken, so a camera makes sense. */
export const takesPictures = ({ accept }: Limits): boolean => accept.length === 0 || accept.some((sort) => /^image\/|^\.(?:jpe?g|png|heic|webp)$/i.test(sort.trim()));
