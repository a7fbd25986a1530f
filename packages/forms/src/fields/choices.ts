import type { Json, JsonSchema, LocalizedText, RqOptions } from '@requestry/model';

/** One value that can be chosen. */
export interface Choice {
  readonly value: Json;
  /** JSON of the value: tells values apart in the page. */
  readonly key: string;
  readonly title: string;
}

/** The values a schema offers (`enum`, or `oneOf` with `const`), with their titles; then those of `chosen` that it offers no longer, so that nothing stands in a field unseen. */
export function choicesOf(schema: JsonSchema, options: RqOptions, localize: (text: LocalizedText | undefined) => string, chosen: readonly Json[] = []): readonly Choice[] {
  const titles = options.enumTitles ?? {};
  const titleOf = (value: Json, own?: string): string => {
    const named = Object.hasOwn(titles, JSON.stringify(value)) ? titles[JSON.stringify(value)] : typeof value === 'string' && Object.hasOwn(titles, value) ? titles[value] : undefined;
    return localize(named) || own || (typeof value === 'string' ? value : JSON.stringify(value));
  };
  const listed = Array.isArray(schema.enum)
    ? schema.enum.map((value: Json) => ({ value, title: titleOf(value) }))
    : (schema.oneOf ?? []).filter((each) => each.const !== undefined).map((each) => ({ value: each.const as Json, title: titleOf(each.const as Json, each.title) }));
  const choices = listed.map((each) => ({ ...each, key: JSON.stringify(each.value) }));
  const others = chosen.map((value) => ({ value, title: titleOf(value), key: JSON.stringify(value) }));
  return [...choices, ...others.filter(({ key }) => !choices.some((each) => each.key === key))];
}

/** Whether a schema offers values to choose from. */
export const offersChoices = (schema: JsonSchema): boolean => Array.isArray(schema.enum) || (schema.oneOf?.some((each) => each.const !== undefined) ?? false);
