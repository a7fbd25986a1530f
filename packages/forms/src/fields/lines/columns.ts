import type { JsonObject, JsonSchema, UiControl } from '@requestry/model';
import type { FieldPart } from '../../inputs/field-part.js';
import { fieldFor } from '../../registry.js';
import type { FieldText, FieldType } from '../../registry.js';
import { plainText } from '../optional.js';

/** One column of the table. */
export interface Column {
  readonly property: string;
  readonly label: string;
  readonly schema: JsonSchema;
  readonly control: UiControl;
  readonly type: FieldType | undefined;
  readonly width: number | undefined;
  readonly total: boolean;
  readonly required: boolean;
  readonly computed: boolean;
}

/** Columns as the options list them, or one for each property of a row. */
export function columnsOf(field: Pick<FieldText, 'schema' | 'control' | 'options' | 'localize'>): readonly Column[] {
  const row = typeof field.schema.items === 'object' ? field.schema.items : {};
  const properties = row.properties ?? {};
  const listed = Array.isArray(field.options.columns) && field.options.columns.length > 0 ? field.options.columns : Object.keys(properties).map((property) => ({ property }));
  return listed
    .filter((column) => Object.hasOwn(properties, column.property))
    .map((column) => {
      const schema = properties[column.property] ?? {};
      const options = 'options' in column ? column.options : undefined;
      const control: UiControl = { type: 'Control', scope: `${field.control.scope}/items/properties/${column.property}`, options };
      return {
        property: column.property,
        label: field.localize('label' in column ? column.label : undefined) || schema.title || column.property,
        schema,
        control,
        type: fieldFor(schema, control),
        width: 'width' in column ? column.width : undefined,
        total: 'total' in column && column.total === true,
        required: row.required?.includes(column.property) ?? false,
        computed: typeof options?.rq?.computed === 'string',
      };
    });
}

/** Parts that the inputs in the columns need. */
export const partsOfColumns = (schema: JsonSchema, control: UiControl): readonly FieldPart[] =>
  columnsOf({ schema, control, options: control.options?.rq ?? {}, localize: () => '' }).flatMap((column) => column.type?.parts?.(column.schema, column.control) ?? []);

/** What a cell's field type needs to tell its value. */
export const cellField = (column: Column, field: FieldText): FieldText => ({ ...pickText(field), control: column.control, schema: column.schema, options: column.control.options?.rq ?? {} });

const pickText = ({ locale, words, title, localize }: FieldText): Pick<FieldText, 'locale' | 'words' | 'title' | 'localize'> => ({ locale, words, title, localize });

/** A cell in words. */
export const cellText = (column: Column, row: JsonObject, field: FieldText): string => column.type?.text(row[column.property], cellField(column, field)) ?? plainText(row[column.property]);
