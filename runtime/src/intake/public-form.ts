import { accessOf, scopeToPath, topProperty } from '@requestry/forms/core';
import { may, RequestryError, type AccessMap, type FormDefinition, type IntakeForm, type UiElement } from '@requestry/model';
import type { Context } from '../context.js';
import { publishedVersion } from '../queries/published.js';
import { formContext } from '../world.js';
import { accessFor, existingSource, presetFor, sourcesOf } from './sources.js';

/** See `IntakeService.getForm`. */
export async function publicForm(context: Context, id: string): Promise<IntakeForm> {
  const source = await existingSource(context, id);
  const permission = may(context.actor, { action: 'recognise', source }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `Source "${source.id}" has no form for visitors`, { params: { reason: permission.reason?.code } });
  if (source.mapping) throw new RequestryError('STATE', `Source "${source.id}" reads something else than a form`, { params: { reason: 'intake.no-form' } });
  const { kind } = await publishedVersion(context, source.kind);
  const access = accessFor(kind, source, await sourcesOf(context, kind.id));
  const shown = (field: string): boolean => accessOf(access, field) !== 'hidden';
  const only = <Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> => Object.fromEntries(Object.entries(values).filter(([field]) => shown(field)));
  return {
    title: source.title,
    form: shownForm(kind.form, shown),
    access: only(access) as AccessMap,
    initial: only(presetFor(context, kind, source)),
    context: formContext(context),
    askUnknown: source.askUnknown ?? [],
  };
}

/** The form without fields that are hidden, so that not even their names are told. */
function shownForm({ schema, ui, texts }: FormDefinition, shown: (field: string) => boolean): FormDefinition {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([field]) => shown(field)));
  const [layout] = shownElements([ui], shown);
  return {
    schema: { ...schema, properties, ...(schema.required ? { required: schema.required.filter(shown) } : {}) },
    ui: layout ?? { type: 'VerticalLayout', elements: [] },
    ...(texts ? { texts } : {}),
  };
}

const shownElements = (elements: readonly UiElement[], shown: (field: string) => boolean): readonly UiElement[] =>
  elements.flatMap((element): readonly UiElement[] => {
    if (element.type === 'Control') return shown(topProperty(scopeToPath(element.scope))) ? [element] : [];
    return 'elements' in element ? [{ ...element, elements: shownElements(element.elements, shown) } as UiElement] : [element];
  });
