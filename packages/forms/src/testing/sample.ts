import type { FormDefinition, JsonObject, PersonView, RecordView } from '@requestry/model';
import type { Lookups } from '../registry.js';

/** A form with a field of every type, for tests and stories. */
export const everyField: FormDefinition = {
  schema: {
    type: 'object',
    required: ['summary', 'site'],
    properties: {
      summary: { type: 'string', maxLength: 200 },
      problem: { type: 'string', maxLength: 2000 },
      weight: { type: 'number', minimum: 0 },
      copies: { type: 'integer', minimum: 1 },
      budget: { type: 'object', required: ['amount', 'currency'], properties: { amount: { type: 'string', pattern: '^-?[0-9]{1,15}([.][0-9]{1,4})?$' }, currency: { type: 'string' } } },
      paper: { type: 'number', minimum: 0 },
      urgent: { type: 'boolean' },
      reason: { type: 'string', maxLength: 300 },
      colour: { type: 'string', enum: ['black', 'white', 'grey'] },
      size: { type: 'string', enum: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
      options: { type: 'array', uniqueItems: true, items: { type: 'string', enum: ['staple', 'fold', 'cover'] } },
      wanted: { type: 'string', format: 'date' },
      visit: { type: 'string', format: 'date-time' },
      call: { type: 'string', format: 'time' },
      leave: { type: 'object', properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } } },
      performer: { type: 'string' },
      watchers: { type: 'array', items: { type: 'string' } },
      unit: { type: 'string' },
      site: { type: 'string' },
      equipment: { type: 'string' },
      location: { type: 'string' },
      category: { type: 'string' },
      lines: {
        type: 'array',
        maxItems: 50,
        items: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, quantity: { type: 'number', minimum: 0 }, price: { type: 'number' }, sum: { type: 'number' }, needed: { type: 'string', format: 'date' }, keeper: { type: 'string' } } },
      },
      total: { type: 'number' },
      email: { type: 'string', format: 'email' },
      phone: { type: 'string' },
      inn: { type: 'string' },
      address: { type: 'string' },
      consent: { type: 'boolean', const: true },
      rating: { type: 'integer', minimum: 1, maximum: 5 },
      files: { type: 'array', items: { type: 'object' } },
    },
  },
  ui: {
    type: 'Categorization',
    elements: [
      {
        type: 'Category',
        label: { ru: 'Что нужно', en: 'What' },
        elements: [
          { type: 'Label', text: { ru: 'Опишите, что случилось.\nЧем подробнее, тем быстрее.', en: 'Say what happened.\nThe more, the faster.' } },
          { type: 'Control', scope: '#/properties/summary', label: { ru: 'Тема', en: 'Summary' }, options: { placeholder: { ru: 'Коротко', en: 'In short' }, rq: { help: { ru: 'Её увидят в списке', en: 'Shown in lists' } } } },
          { type: 'Control', scope: '#/properties/problem', label: { ru: 'Подробно', en: 'Details' } },
          { type: 'Control', scope: '#/properties/urgent', label: { ru: 'Срочно', en: 'Urgent' } },
          { type: 'Control', scope: '#/properties/reason', label: { ru: 'Почему срочно', en: 'Why urgent' }, rule: { effect: 'SHOW', condition: { feel: '=urgent = true' } } },
          {
            type: 'Group',
            label: { ru: 'Где', en: 'Where' },
            elements: [
              { type: 'Control', scope: '#/properties/site', label: { ru: 'Площадка', en: 'Site' }, options: { rq: { width: 6, lookup: { directory: 'sites' } } } },
              { type: 'Control', scope: '#/properties/equipment', label: { ru: 'Оборудование', en: 'Equipment' }, options: { rq: { width: 6, lookup: { directory: 'equipment', filter: { site: '=site' }, fill: { location: 'location', performer: 'responsible' } } } } },
              { type: 'Control', scope: '#/properties/location', label: { ru: 'Место', en: 'Location' }, options: { rq: { width: 6 } } },
              { type: 'Control', scope: '#/properties/category', label: { ru: 'Категория', en: 'Category' }, options: { rq: { width: 6, field: 'tree-record', lookup: { directory: 'categories' } } } },
            ],
          },
        ],
      },
      {
        type: 'Category',
        label: { ru: 'Подробности', en: 'Details' },
        elements: [
          { type: 'Control', scope: '#/properties/lines', label: { ru: 'Материалы', en: 'Materials' }, options: { rq: { columns: [{ property: 'name', label: { ru: 'Наименование', en: 'Name' } }, { property: 'quantity', label: { ru: 'Количество', en: 'Quantity' }, total: true }, { property: 'price', label: { ru: 'Цена', en: 'Price' } }, { property: 'sum', label: { ru: 'Сумма', en: 'Sum' }, total: true, options: { rq: { computed: '=quantity * price' } } }, { property: 'needed', label: { ru: 'Нужно к', en: 'Needed' } }, { property: 'keeper', label: { ru: 'Кому', en: 'For' }, options: { rq: { field: 'person' } } }] } } },
          { type: 'Control', scope: '#/properties/total', label: { ru: 'Всего', en: 'Grand total' }, options: { rq: { computed: '=sum(lines.sum)' } } },
          {
            type: 'HorizontalLayout',
            elements: [
              { type: 'Control', scope: '#/properties/budget', label: { ru: 'Бюджет', en: 'Budget' } },
              { type: 'Control', scope: '#/properties/weight', label: { ru: 'Вес', en: 'Weight' } },
              { type: 'Control', scope: '#/properties/copies', label: { ru: 'Копий', en: 'Copies' } },
              { type: 'Control', scope: '#/properties/paper', label: { ru: 'Бумага', en: 'Paper' }, options: { rq: { unitOfMeasure: { ru: 'пачек', en: 'packs' } } } },
            ],
          },
          { type: 'Control', scope: '#/properties/colour', label: { ru: 'Цвет', en: 'Colour' }, options: { rq: { width: 6, enumTitles: { '"black"': { ru: 'Чёрный', en: 'Black' }, '"white"': { ru: 'Белый', en: 'White' }, '"grey"': { ru: 'Серый', en: 'Grey' } } } } },
          { type: 'Control', scope: '#/properties/size', label: { ru: 'Размер', en: 'Size' }, options: { rq: { width: 6 } } },
          { type: 'Control', scope: '#/properties/options', label: { ru: 'Отделка', en: 'Finishing' } },
          { type: 'Control', scope: '#/properties/wanted', label: { ru: 'Нужно к', en: 'Wanted by' }, options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/visit', label: { ru: 'Приезд мастера', en: 'Visit' }, options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/call', label: { ru: 'Звонить в', en: 'Call at' }, options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/leave', label: { ru: 'Нас не будет', en: 'Away' } },
        ],
      },
      {
        type: 'Category',
        label: { ru: 'Кто', en: 'Who' },
        elements: [
          { type: 'Control', scope: '#/properties/performer', label: { ru: 'Исполнитель', en: 'Performer' }, options: { rq: { field: 'person', load: true, width: 6 } } },
          { type: 'Control', scope: '#/properties/unit', label: { ru: 'Подразделение', en: 'Unit' }, options: { rq: { field: 'unit', width: 6 } } },
          { type: 'Control', scope: '#/properties/watchers', label: { ru: 'Наблюдатели', en: 'Watchers' }, options: { rq: { field: 'person' } } },
          { type: 'Control', scope: '#/properties/email', label: { ru: 'Почта', en: 'E-mail' }, options: { rq: { width: 4 } } },
          { type: 'Control', scope: '#/properties/phone', label: { ru: 'Телефон', en: 'Telephone' }, options: { rq: { field: 'phone', width: 4 } } },
          { type: 'Control', scope: '#/properties/inn', label: { ru: 'ИНН', en: 'Tax number' }, options: { rq: { field: 'inn', width: 4 } } },
          { type: 'Control', scope: '#/properties/address', label: { ru: 'Адрес', en: 'Address' }, options: { rq: { field: 'address' } } },
          { type: 'Control', scope: '#/properties/rating', label: { ru: 'Оценка', en: 'Rating' }, options: { rq: { field: 'rating' } } },
          { type: 'Control', scope: '#/properties/files', label: { ru: 'Файлы', en: 'Files' }, options: { rq: { field: 'file' } } },
          { type: 'Control', scope: '#/properties/consent', label: { ru: 'Согласие', en: 'Consent' }, options: { rq: { text: { ru: 'Согласен на обработку данных', en: 'I agree to the processing of data' }, version: '2' } } },
        ],
      },
    ],
  },
};

/** Data that fits `everyField`. */
export const everyValue: JsonObject = {
  summary: 'Printer 2-04 does not print',
  problem: 'Paper jams.\nEvery time.',
  urgent: false,
  site: 's1',
  equipment: 'e1',
  location: '2nd floor, 204',
  lines: [
    { name: 'Cartridge', quantity: 2, price: 1500.5, needed: '2026-03-14', keeper: 'orlova' },
    { name: 'Roller', quantity: 1, price: 700 },
  ],
  budget: { amount: '118000.50', currency: 'RUB' },
  weight: 1.5,
  colour: 'black',
  options: ['staple', 'cover'],
  wanted: '2026-03-20',
  visit: '2026-03-18T10:00:00Z',
  leave: { from: '2026-03-01', to: '2026-03-05' },
  performer: 'orlova',
  watchers: ['sokolov', 'belova'],
  unit: 'it',
  email: 'a@b.ru',
  rating: 4,
  consent: true,
};

const people: readonly PersonView[] = [
  { id: 'orlova', name: 'Irina Orlova', position: 'Engineer', load: 2 },
  { id: 'sokolov', name: 'Andrey Sokolov', position: 'Engineer', load: 7 },
  { id: 'belova', name: 'Maria Belova', position: 'Head of IT', load: 0, substitute: 'Andrey Sokolov' },
];

const units = [
  { id: 'hq', title: { ru: 'Офис', en: 'Office' } },
  { id: 'it', title: { ru: 'ИТ', en: 'IT' }, parent: 'hq' },
];

const records: Readonly<Record<string, readonly RecordView[]>> = {
  sites: [
    { id: 's1', title: 'North', data: {} },
    { id: 's2', title: 'South', data: {} },
  ],
  equipment: [
    { id: 'e1', title: 'Printer 2-04', data: { site: 's1', location: '2nd floor, 204', responsible: 'orlova' } },
    { id: 'e2', title: 'Scanner 1-01', data: { site: 's1', location: '1st floor, 101', responsible: 'sokolov' } },
    { id: 'e3', title: 'Plotter', data: { site: 's2', location: 'Workshop', responsible: 'belova' } },
  ],
  categories: [
    { id: 'hw', title: 'Hardware', data: {} },
    { id: 'pr', title: 'Printers', parent: 'hw', path: ['Hardware'], data: {} },
  ],
};

const has = (title: string, text: string | undefined): boolean => !text || title.toLowerCase().includes(text.toLowerCase());

/** Directories for `everyField`. */
export const sampleLookups: Lookups = {
  findPeople: ({ text, ids }) => Promise.resolve(people.filter((person) => (ids ? ids.includes(person.id) : has(person.name, text)))),
  findUnits: ({ text, ids }) => Promise.resolve(units.filter((unit) => (ids ? ids.includes(unit.id) : has(unit.title.en, text)))),
  findRecords: ({ directory, text, ids, filter, parent }) => {
    const all = records[directory] ?? [];
    const fits = (record: RecordView): boolean => Object.entries(filter ?? {}).every(([name, value]) => record.data[name] === value);
    return Promise.resolve({ items: all.filter((record) => (ids ? ids.includes(record.id) : has(record.title, text) && fits(record) && (parent === undefined || (record.parent ?? null) === parent))) });
  },
};
