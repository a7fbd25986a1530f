import type { AccessMap, Kind, Trace } from '@requestry/model';

/** Tells whether a field may be shown: hidden ones and those that the map does not name by its `*`. */
export const shownIn = (access: AccessMap) => (field: string): boolean => (access[field] ?? access['*']) !== 'hidden';

/** A reason without the values of form fields that are hidden from the reader; what else led to it stays. */
export function withoutHiddenValues(trace: Trace, kind: Kind, access: AccessMap): Trace {
  const shown = shownIn(access);
  const fields = kind.form.schema.properties ?? {};
  const tells = ({ code, params }: Trace): boolean => {
    const [root = ''] = String(params?.name ?? '').split('.');
    return code !== 'feel.name' || !Object.hasOwn(fields, root) || shown(root);
  };
  const walk = (each: Trace): Trace => (each.because ? { ...each, because: each.because.filter(tells).map(walk) } : each);
  return walk(trace);
}
