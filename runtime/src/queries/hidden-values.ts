import { compileExpression } from '@requestry/model/expression';
import type { AccessMap, Kind, Trace } from '@requestry/model';

/** Tells whether a field may be shown: hidden ones and those that the map does not name by its `*`. */
export const shownIn = (access: AccessMap) => (field: string): boolean => (access[field] ?? access['*']) !== 'hidden';

/** A reason without the values of form fields that are hidden from the reader; what else led to it stays. */
export function withoutHiddenValues(trace: Trace, kind: Kind, access: AccessMap): Trace {
  const shown = shownIn(access);
  const fields = kind.form.schema.properties ?? {};
  const mayTell = (path: string): boolean => {
    const [root = ''] = path.split('.');
    return !Object.hasOwn(fields, root) || shown(root);
  };
  const mayTellAll = (expression: string): boolean => compileExpression(`=${expression}`).names.every(mayTell);
  const tells = ({ code, params = {} }: Trace): boolean => {
    if (code === 'feel.name') return mayTell(String(params.name ?? ''));
    if (code === 'form.required' || code === 'form.wrong') return mayTell(String(params.field ?? ''));
    if (code === 'deadline.record') return mayTell(String(params.field ?? ''));
    return code !== 'decision.input' || mayTellAll(String(params.input ?? ''));
  };
  /** Conditions of a table's rule tell the values that they were met by. */
  const cleaned = (each: Trace): Trace => {
    const conditions = each.params?.conditions;
    if (!Array.isArray(conditions)) return each;
    return { ...each, params: { ...each.params, conditions: conditions.filter((text) => mayTellAll(String(text))) } };
  };
  const walk = (each: Trace): Trace => cleaned(each.because ? { ...each, because: each.because.filter(tells).map(walk) } : each);
  return walk(trace);
}
