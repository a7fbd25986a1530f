import { contactFields, RequestryError, utmMarks, type Contact, type ContactField, type Issue, type Json, type JsonObject, type JsonSchema, type Kind, type Source, type Utm } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { Context } from '../context.js';
import { formContext } from '../world.js';
import { emailKey } from './contact.js';

/** What a payload says in the words of the kind. */
export interface Mapped {
  /** Fields that the source's rules filled; they may be any of the form. */
  readonly mapped: JsonObject;
  /** Fields taken over by their name, as a submitter would fill them. */
  readonly direct: JsonObject;
  readonly contact: Contact;
  readonly utm?: Utm;
}

/** Longest text of a contact or a mark, characters. */
const longest = 200;

/** Reads a payload by the rules of its source. Rejects with `INVALID` when a rule fails on it. */
export function mapPayload(context: Context, source: Source, kind: Kind, payload: JsonObject): Mapped {
  const issues: Issue[] = [];
  const { today, now } = formContext(context);
  const evaluate = (text: string, path: string): Json => {
    const { value, issues: found } = compileExpression(text).evaluate({ payload, today, now }, { now: context.now, zone: context.calendar.zone });
    const [wrong] = found.filter(({ code, severity }) => severity !== 'warning' && code !== 'feel.missing');
    if (wrong) issues.push({ ...wrong, path, params: { ...wrong.params, expression: text.slice(0, 200) } });
    return value;
  };
  const { properties = {} } = kind.form.schema;
  const mapped: Record<string, Json> = {};
  for (const [field, text] of Object.entries(source.mapping ?? {})) {
    const value = evaluate(text, `/mapping/${field}`);
    if (value !== null && Object.hasOwn(properties, field)) mapped[field] = fitted(value, properties[field]);
  }
  const direct = source.mapping ? {} : Object.fromEntries(Object.entries(payload).flatMap(([field, value]) => (value !== undefined && Object.hasOwn(properties, field) ? [[field, fitted(value, properties[field])]] : [])));
  const contact = contactIn(source, payload, evaluate);
  const utm = utmIn(payload);
  if (issues.length > 0) throw new RequestryError('INVALID', `Source "${source.id}" cannot read what was sent: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
  return { mapped, direct, contact, ...(utm ? { utm } : {}) };
}

function contactIn(source: Source, payload: JsonObject, evaluate: (text: string, path: string) => Json): Contact {
  const read = (field: ContactField): Json | undefined => {
    const rule = source.contact?.[field];
    if (rule !== undefined) return evaluate(rule, `/contact/${field}`);
    return source.contact || !Object.hasOwn(payload, field) ? undefined : payload[field];
  };
  return cleanContact(Object.fromEntries(contactFields.map((field) => [field, read(field)])));
}

/** Texts of a contact on one line, 200 characters at most; empty ones left out. */
export function cleanContact(given: { readonly [field in ContactField]?: Json | undefined }): Contact {
  return Object.fromEntries(contactFields.flatMap((field) => {
    const text = Object.hasOwn(given, field) ? lineOf(given[field]) : '';
    if (text === '') return [];
    return [[field, field === 'email' ? (emailKey(text) ?? text) : text]];
  })) as Contact;
}

/** Marks at the top (`utm_source`) or together (`utm.source`). */
function utmIn(payload: JsonObject): Utm | undefined {
  const { utm } = payload;
  const together = typeof utm === 'object' && utm !== null && !Array.isArray(utm) ? (utm as JsonObject) : {};
  return cleanUtm(Object.fromEntries(utmMarks.map((mark) => [mark, payload[`utm_${mark}`] ?? together[mark] ?? together[`utm_${mark}`]])));
}

export function cleanUtm(given: { readonly [mark in keyof Utm]?: Json | undefined }): Utm | undefined {
  const marks = utmMarks.flatMap((mark) => {
    const text = Object.hasOwn(given, mark) ? lineOf(given[mark]) : '';
    return text === '' ? [] : [[mark, text] as const];
  });
  return marks.length > 0 ? Object.fromEntries(marks) : undefined;
}

/** Text or number on one line without what does not print. */
const lineOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, longest) : '';

/** Forms send texts only: numbers, yes and no, and lists are read out of them where the field wants one. */
function fitted(value: Json, schema: JsonSchema | undefined): Json {
  const { type } = schema ?? {};
  if (type === 'array') return Array.isArray(value) ? value : value === '' ? [] : [value];
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if ((type === 'number' || type === 'integer') && /^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text)) return Number(text.replace(',', '.'));
  if (type === 'boolean' && /^(?:true|on|yes|1|да)$/i.test(text)) return true;
  if (type === 'boolean' && /^(?:false|off|no|0|нет)$/i.test(text)) return false;
  return value;
}
