import { html } from 'lit';
import type { JsonSchema, UiControl } from '@requestry/model';
import { messages } from '../locales/index.js';
import { checkField, textField } from '../parts/fields.js';
import { setRqOptions } from './edits.js';
import { withKeyword } from './property-panel.js';
import type { PropertyPanel } from './property-panel.js';

const megabyte = 1_000_000;

/** Sorts of files by what people call them, each by its endings or types. */
const sorts = {
  images: ['image/*'],
  pdf: ['.pdf'],
  documents: ['.doc', '.docx', '.odt', '.rtf'],
  sheets: ['.xls', '.xlsx', '.ods', '.csv'],
  archives: ['.zip', '.7z', '.rar'],
} as const;

const isPartOfSort = (pattern: string): boolean => Object.values(sorts).some((patterns) => (patterns as readonly string[]).includes(pattern));

/** Endings and types that somebody has written: `dwg` means `.dwg`. */
const patternsIn = (text: string): readonly string[] => text.toLowerCase().split(/[\s,;]+/).filter(Boolean).map((each) => (/^\.|\//.test(each) ? each : `.${each}`));

/** Which files a field takes, how many, and how large. */
export function renderFileLimits(panel: PropertyPanel, control: UiControl, schema: JsonSchema): unknown {
  const t = messages[panel.language];
  const accept = acceptOf(control);
  const take = (label: string, next: readonly string[]): void => panel.change(label, setRqOptions(panel.form, panel.path, { accept: next.length > 0 ? [...new Set(next)] : undefined }));
  const others = accept.filter((each) => !isPartOfSort(each));
  const whole = (keyword: 'minItems' | 'maxItems', label: string): unknown =>
    textField({ id: keyword, label, type: 'number', value: numberText(schema[keyword]), onInput: (text) => panel.change(label, withKeyword(panel, control, { [keyword]: wholeIn(text) }), keyword) });
  return html`<fieldset>
      <legend>${t.filesTaken}</legend>
      <p class="help">${t.filesTakenHelp}</p>
      ${Object.entries(sorts).map(([sort, patterns]) => {
        const label = t.fileSorts[sort as keyof typeof sorts];
        const rest = accept.filter((each) => !(patterns as readonly string[]).includes(each));
        return checkField({ id: `accept-${sort}`, label, checked: patterns.every((each) => accept.includes(each)), onChange: (on) => take(label, on ? [...rest, ...patterns] : rest) });
      })}
      <div class="field">
        <label class="label" for="accept-others">${t.fileEndings}</label>
        <input class="input mono" id="accept-others" autocomplete="off" placeholder=".dwg, .step" .value=${others.join(', ')} @change=${(event: Event) => take(t.fileEndings, [...accept.filter(isPartOfSort), ...patternsIn((event.target as HTMLInputElement).value)])} />
      </div>
    </fieldset>
    <div class="pair">${whole('minItems', t.minFiles)}${whole('maxItems', t.maxFiles)}</div>
    ${textField({ id: 'file-size', label: t.largestFile, type: 'number', value: numberText(largestOf(schema), megabyte), onInput: (text) => panel.change(t.largestFile, withKeyword(panel, control, { items: withLargest(schema, text) }), 'file-size') })}`;
}

function acceptOf({ options }: UiControl): readonly string[] {
  const accept: unknown = (options?.rq as Readonly<Record<string, unknown>> | undefined)?.['accept'];
  return Array.isArray(accept) ? accept.filter((each): each is string => typeof each === 'string') : [];
}

const itemsOf = ({ items }: JsonSchema): JsonSchema => (typeof items === 'object' ? items : {});
const largestOf = (schema: JsonSchema): unknown => itemsOf(schema).properties?.['size']?.['maximum'];

/** The schema of one file with another largest size, in megabytes; without any when the text is no size. */
function withLargest(schema: JsonSchema, text: string): JsonSchema {
  const items = itemsOf(schema);
  const { maximum: _maximum, ...size } = items.properties?.['size'] ?? { type: 'number' };
  const megabytes = Number(text);
  return { ...items, properties: { ...items.properties, size: { ...size, ...(megabytes > 0 && Number.isFinite(megabytes) ? { maximum: Math.round(megabytes * megabyte) } : {}) } } };
}

const numberText = (value: unknown, unit = 1): string => (typeof value === 'number' ? String(value / unit) : '');

const wholeIn = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text) : undefined);
