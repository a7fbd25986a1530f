import { parseDuration, type Directory, type Issue, type Kind, type ReservationRule } from '@requestry/model';
import { directoryOf } from './wanted.js';

type Said = { readonly ru: string; readonly en: string };

const words: Readonly<Record<string, (value: string) => Said>> = {
  'reservation.id-twice': () => ({ ru: 'такое обозначение уже есть', en: 'the id is there twice' }),
  'reservation.field': (value) => ({ ru: `поле «${value}» не выбирает записи справочника`, en: `field “${value}” does not choose records of a directory` }),
  'reservation.quantity-field': (value) => ({ ru: `«${value}» — не числовое поле там же`, en: `“${value}” is no number field beside it` }),
  'reservation.period-field': (value) => ({ ru: `«${value}» — не поле даты`, en: `“${value}” is no field of a date` }),
  'reservation.holds': (value) => ({ ru: `«${value}» не рабочее время вида P3D или PT4H`, en: `“${value}” is no working time such as P3D or PT4H` }),
  'reservation.ends': (value) => ({ ru: `непонятно, что делать по окончании: «${value}»`, en: `unknown end “${value}”` }),
};

/** What is wrong with what the requests of a kind keep. */
export function reservationIssues(kind: Kind): readonly Issue[] {
  const { reservations = [], form } = kind;
  const fields = form.schema.properties ?? {};
  return reservations.flatMap((rule, index) => {
    const say = (code: string, place: string, value = ''): Issue => ({ code, path: `/reservations/${index}/${place}`, params: { value, message: told(rule, words[code]?.(value)) } });
    const isDate = (name: string): boolean => Object.hasOwn(fields, name) && ['date', 'date-time'].includes(fields[name]?.format ?? '');
    const wrongEnds = Object.entries(rule.ends ?? {}).filter(([, how]) => how !== 'released' && how !== 'consumed');
    return [
      ...(reservations.findIndex(({ id }) => id === rule.id) < index ? [say('reservation.id-twice', 'id', rule.id)] : []),
      ...(directoryOf(kind, rule) === undefined ? [say('reservation.field', 'field', rule.field)] : []),
      ...(rule.quantity === undefined || isNumber(kind, rule) ? [] : [say('reservation.quantity-field', 'quantity', rule.quantity)]),
      ...(['from', 'to'] as const).flatMap((place) => (rule[place] === undefined || isDate(rule[place]) ? [] : [say('reservation.period-field', place, rule[place])])),
      ...(rule.holds === undefined || parseDuration(rule.holds) ? [] : [say('reservation.holds', 'holds', rule.holds)]),
      ...wrongEnds.map(([state, how]) => say('reservation.ends', `ends/${state}`, String(how))),
    ];
  });
}

/** What is wrong with how many records of a directory there are. */
export function reservableIssues({ reservable, schema }: Directory): readonly Issue[] {
  const { quantity } = reservable ?? {};
  const type = quantity === undefined ? 'number' : schema.properties?.[quantity]?.type;
  if (type === 'number' || type === 'integer') return [];
  return [{ code: 'reservation.quantity-field', path: '/reservable/quantity', params: { value: quantity, message: { ru: `«${quantity}» — не числовое свойство справочника`, en: `“${quantity}” is no number property of the directory` } } }];
}

const told = ({ id }: ReservationRule, said: Said = { ru: '', en: '' }): Said => ({ ru: `Резерв «${id}»: ${said.ru}`, en: `Reservation “${id}”: ${said.en}` });

/** The quantity stands where the record stands: both at the top, or both in the rows of one table. */
function isNumber({ form }: Kind, { field, quantity = '' }: ReservationRule): boolean {
  const [top = '', column] = field.split('.');
  const [first = '', second] = quantity.split('.');
  const schema = form.schema.properties?.[first];
  const row = typeof schema?.items === 'object' ? schema.items.properties : undefined;
  const place = column === undefined ? (second === undefined ? schema : undefined) : first === top ? row?.[second ?? ''] : undefined;
  return place?.type === 'number' || place?.type === 'integer';
}
