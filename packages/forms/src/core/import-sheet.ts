import type { Issue, Json, JsonSchema, RqOptions, UiControl } from '@requestry/model';
import type { ImportedForm } from './import-schema.js';

/** Columns that a sheet may have. */
const MOST_COLUMNS = 200;
const MOST_ROWS = 200;

/** Makes a draft form of a sheet copied from a spreadsheet or saved as CSV: each header is a field, the rows below say of what type it is. Never throws. */
export function importSheet(source: string): ImportedForm {
  const rows = readSheet(source.slice(0, 2_000_000));
  const [headers = [], ...below] = rows;
  const issues: Issue[] = [];
  const properties: Record<string, JsonSchema> = {};
  const elements: UiControl[] = [];
  for (const [index, header] of headers.slice(0, MOST_COLUMNS).entries()) {
    const title = header.replace(/\s+/gu, ' ').trim();
    const values = below.map((row) => row[index]?.trim() ?? '').filter((value) => value !== '');
    if (title === '') {
      if (values.length > 0) issues.push({ code: 'import.column', path: `/columns/${index}`, severity: 'warning', params: { column: columnName(index) } });
      continue;
    }
    const name = freeName(nameOf(title), properties);
    const { schema, rq } = columnType(title, values);
    properties[name] = schema;
    elements.push({ type: 'Control', scope: `#/properties/${name}`, label: title, ...(rq ? { options: { rq } } : {}) });
  }
  if (headers.length > MOST_COLUMNS) issues.push({ code: 'import.column', path: `/columns/${MOST_COLUMNS}`, severity: 'warning', params: { column: `${columnName(MOST_COLUMNS)}…` } });
  return { form: { schema: { type: 'object', properties }, ui: { type: 'VerticalLayout', elements } }, issues };
}

/** Rows of a sheet: cells by tabs, semicolons or commas, whichever the first row has most of; quoted cells may hold any of them and line breaks. */
export function readSheet(source: string): readonly (readonly string[])[] {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const mark = ['\t', ';', ','].toSorted((left, right) => first.split(right).length - first.split(left).length)[0] ?? '\t';
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let index = 0; index < text.length && rows.length <= MOST_ROWS; index += 1) {
    const char = text[index] ?? '';
    if (quoted && char === '"' && text[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (quoted || (char !== mark && char !== '\n')) cell += char;
    else {
      endCell();
      if (char === '\n') rows.push([]);
    }
  }
  endCell();
  return rows.filter((row) => row.some((each) => each.trim() !== ''));
}

interface ColumnType {
  readonly schema: JsonSchema;
  readonly rq?: RqOptions;
}

/** What a header says of its column, in Russian or English. */
const HINTS: readonly (readonly [RegExp, ColumnType])[] = [
  [/e-?mail|почта/iu, { schema: { type: 'string', format: 'email' } }],
  [/телефон|phone/iu, { schema: { type: 'string', maxLength: 32 }, rq: { field: 'phone' } }],
  [/^инн$|\bинн\b|tax (number|id)/iu, { schema: { type: 'string' }, rq: { field: 'inn' } }],
  [/адрес|address/iu, { schema: { type: 'string', maxLength: 500 }, rq: { field: 'address' } }],
  [/примечани|комментари|описани|note|comment|description/iu, { schema: { type: 'string', maxLength: 4000 } }],
];

/** A column of which only values are known is what all of them are. */
function columnType(title: string, values: readonly string[]): ColumnType {
  const hinted = HINTS.find(([hint]) => hint.test(title));
  if (hinted) return hinted[1];
  const all = (test: RegExp): boolean => values.length > 0 && values.every((value) => test.test(value));
  if (all(/^(да|нет|yes|no|true|false)$/iu)) return { schema: { type: 'boolean' } };
  if (all(/^(\d{1,2}[./]\d{1,2}[./](\d{2}|\d{4})|\d{4}-\d{2}-\d{2})$/u) || (values.length === 0 && /(^|\s)(дата|date)(\s|$)/iu.test(title))) return { schema: { type: 'string', format: 'date' } };
  if (all(/^[+-]?\d{1,3}([\s\u00a0]?\d{3})*$/u) && !/№|номер|код|number|code|no\./iu.test(title)) return { schema: { type: 'integer' } };
  if (all(/^[+-]?\d[\d\s\u00a0]*([.,]\d+)?$/u) && !/№|номер|код|number|code|no\./iu.test(title)) return { schema: { type: 'number' } };
  if (values.length === 0 && /количеств|сумма|цена|стоимость|quantity|amount|price|cost|total/iu.test(title)) return { schema: { type: 'number', minimum: 0 } };
  const choices = [...new Set(values)];
  if (values.length >= 6 && choices.length <= Math.min(8, values.length / 2) && choices.every((value) => value.length <= 60)) return { schema: { type: 'string', enum: choices as Json[] } };
  return { schema: { type: 'string', maxLength: values.some((value) => value.length > 200) ? 4000 : 200 } };
}

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries([...'абвгдеёзийклмнопрстуфхыэ'].map((letter, index) => [letter, 'abvgdeezijklmnoprstufhye'[index] ?? '']).concat(Object.entries({ ж: 'zh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ь: '', ю: 'yu', я: 'ya', '№': 'number' })));

/** A property's name from a header: `Дата заявки` is `dataZayavki`. */
function nameOf(title: string): string {
  const latin = [...title.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('');
  const words = latin.split(/[^a-z0-9]+/).filter((word) => word !== '').slice(0, 5);
  const name = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return /^[a-z]/.test(name) ? name.slice(0, 40) : `field${name.slice(0, 35)}`;
}

function freeName(name: string, taken: object): string {
  if (!Object.hasOwn(taken, name) && name !== 'constructor') return name;
  for (let number = 2; ; number += 1) if (!Object.hasOwn(taken, `${name}${number}`)) return `${name}${number}`;
}

/** `C` of the third column, `AA` of the 27th. */
const columnName = (index: number): string => (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
