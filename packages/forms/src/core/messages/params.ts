import type { Issue, Json } from '@requestry/model';

/** Parameters of an issue, read as what a text needs. */
export interface IssueParams {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly list: (name: string) => readonly string[];
  /** The number as people of the language write it. */
  readonly shown: (name: string) => string;
}

export function paramsOf(issue: Issue, locale: string): IssueParams {
  const params = issue.params ?? {};
  const value = (name: string): Json | undefined => (Object.hasOwn(params, name) ? params[name] : undefined);
  return {
    text: (name) => textOf(value(name)),
    number: (name) => Number(value(name) ?? 0),
    list: (name) => listOf(value(name)).map(textOf),
    shown: (name) => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(Number(value(name) ?? 0)),
  };
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value]);

function textOf(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
