import type { AccessMap, JsonSchema, Kind, LocalizedText, Stage, UiControlOptions, UiElement } from '@requestry/model';

const control = (name: string, options?: UiControlOptions & { label?: LocalizedText }): UiElement => {
  const { label, ...rest } = options ?? {};
  return { type: 'Control', scope: `#/properties/${name}`, ...(label !== undefined ? { label } : {}), ...(Object.keys(rest).length > 0 ? { options: rest } : {}) };
};

const page = (ru: string, en: string, elements: readonly UiElement[]): UiElement => ({ type: 'Category', label: { ru, en }, elements });

const wizard = (pages: readonly UiElement[]): UiElement => ({ type: 'Categorization', options: { variant: 'stepper' }, elements: pages });

/** Stages of the route «Выполнение работ по заявке», the same for all three kinds. */
const stages: readonly Stage[] = [
  { id: 'approval', title: { ru: 'Согласование', en: 'Approval' } },
  { id: 'assignment', title: { ru: 'Распределение', en: 'Assignment' } },
  { id: 'execution', title: { ru: 'Исполнение', en: 'Execution' } },
  { id: 'acceptance', title: { ru: 'Приёмка', en: 'Acceptance' } },
];

/** Filled by those who work on the request, not by its initiator. */
const workFields: Readonly<Record<string, JsonSchema>> = {
  performers: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 10, uniqueItems: true, title: 'Исполнители' },
  plannedDate: { type: 'string', format: 'date', title: 'Плановая дата' },
  result: { type: 'string', maxLength: 4000, title: 'Результат работ' },
  materialsUsed: {
    type: 'array',
    maxItems: 100,
    title: 'Израсходованные материалы',
    items: {
      type: 'object',
      properties: { material: { type: 'string', title: 'Материал' }, quantity: { type: 'number', exclusiveMinimum: 0, title: 'Количество' } },
      required: ['material', 'quantity'],
    },
  },
  hoursSpent: {
    type: 'array',
    maxItems: 100,
    title: 'Затраты времени',
    items: {
      type: 'object',
      properties: {
        person: { type: 'string', title: 'Сотрудник' },
        date: { type: 'string', format: 'date', title: 'Дата' },
        hours: { type: 'number', exclusiveMinimum: 0, maximum: 24, title: 'Часы' },
      },
      required: ['person', 'hours'],
    },
  },
};

const workPage = page('Выполнение', 'Work', [
  control('performers', { label: { ru: 'Исполнители', en: 'Performers' }, multi: true, rq: { field: 'person', load: true, role: 'performer', help: { ru: 'Рядом с именем — сколько заданий у сотрудника сейчас.', en: 'Open tasks of each person are shown beside the name.' } } }),
  control('plannedDate', { label: { ru: 'Плановая дата', en: 'Planned date' }, rq: { width: 6 } }),
  control('result', { label: { ru: 'Результат работ', en: 'Result of the work' }, multi: true, rq: { field: 'long-text' } }),
  control('materialsUsed', {
    label: { ru: 'Израсходованные материалы', en: 'Materials used' },
    rq: {
      field: 'lines',
      columns: [
        { property: 'material', label: { ru: 'Материал', en: 'Material' }, width: 8, options: { rq: { field: 'record', lookup: { directory: 'materials' } } } },
        { property: 'quantity', label: { ru: 'Количество', en: 'Quantity' }, width: 4 },
      ],
    },
  }),
  control('hoursSpent', {
    label: { ru: 'Затраты времени', en: 'Time spent' },
    rq: {
      field: 'lines',
      columns: [
        { property: 'person', label: { ru: 'Сотрудник', en: 'Person' }, width: 6, options: { rq: { field: 'person' } } },
        { property: 'date', label: { ru: 'Дата', en: 'Date' }, width: 3 },
        { property: 'hours', label: { ru: 'Часы', en: 'Hours' }, width: 3, total: true },
      ],
    },
  }),
]);

/** Filled by themselves, changeable where the organisation allows it. */
const headerFields: Readonly<Record<string, JsonSchema>> = {
  requestDate: { type: 'string', format: 'date', title: 'Дата заявки' },
  author: { type: 'string', title: 'Инициатор' },
  costCentre: { type: 'string', title: 'ЦФО' },
  phone: { type: 'string', maxLength: 40, title: 'Телефон для связи' },
};

const headerPage = page('Оформление', 'Registration', [
  control('requestDate', { label: { ru: 'Дата заявки', en: 'Date' }, rq: { width: 6, initial: '=today' } }),
  control('author', { label: { ru: 'Инициатор', en: 'Initiator' }, rq: { width: 6, field: 'person', initial: '=initiator.id' } }),
  control('costCentre', { label: { ru: 'ЦФО', en: 'Cost centre' }, rq: { width: 6, field: 'record', lookup: { directory: 'cost-centres' }, initial: '=unit.costCentre' } }),
  control('phone', { label: { ru: 'Телефон для связи', en: 'Phone' }, rq: { width: 6, initial: '=initiator.phone' } }),
]);

/** At submission: what belongs to the work is hidden, date and initiator are shown. */
const submitAccess: AccessMap = {
  '*': 'edit',
  requestDate: 'read',
  author: 'read',
  performers: 'hidden',
  plannedDate: 'hidden',
  result: 'hidden',
  materialsUsed: 'hidden',
  hoursSpent: 'hidden',
};

/** Photographs of at most 15 MB each. */
const photos: JsonSchema = {
  type: 'array',
  maxItems: 5,
  title: 'Фото',
  items: { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { type: 'number', maximum: 15_000_000 }, type: { type: 'string' }, sha256: { type: 'string' } } },
};

const urgency: JsonSchema = { type: 'string', enum: ['normal', 'high', 'critical'], default: 'normal', title: 'Срочность' };
const urgencyControl = control('urgency', {
  label: { ru: 'Срочность', en: 'Urgency' },
  rq: { field: 'choice', width: 6, enumTitles: { normal: { ru: 'Обычная', en: 'Normal' }, high: { ru: 'Срочно', en: 'Urgent' }, critical: { ru: 'Авария, работа стоит', en: 'Breakdown, work has stopped' } } },
});
const desiredDate: JsonSchema = { type: 'string', format: 'date', title: 'Желаемая дата' };
const desiredDateControl = control('desiredDate', { label: { ru: 'Желаемая дата', en: 'Wanted by' }, rq: { width: 6 } });

const workType = (kind: string): UiElement =>
  control('workType', { label: { ru: 'Вид работ', en: 'Work type' }, rq: { field: 'record', lookup: { directory: 'work-types', filter: { kinds: kind } } } });

const shared = { scope: 'internal' as const, stages, submitAccess };

const repair: Kind = {
  id: 'repair',
  ...shared,
  title: { ru: 'Ремонт оборудования', en: 'Repair of equipment' },
  description: { ru: 'Сломалось, шумит, не включается: оборудование, техника, сети', en: 'Broken, noisy, dead: machines, office devices, building services' },
  icon: 'repair',
  category: { ru: 'Рабочее место и оборудование', en: 'Workplace and equipment' },
  titleTemplate: '{subject}',
  numbering: { journal: 'repair', pattern: 'РО-{yyyy}-{n:5}' },
  columns: ['equipment', 'urgency'],
  form: {
    schema: {
      type: 'object',
      properties: {
        subject: { type: 'string', minLength: 3, maxLength: 120, title: 'Кратко' },
        workType: { type: 'string', title: 'Вид работ' },
        equipmentKind: { type: 'string', title: 'Вид оборудования' },
        equipment: { type: 'string', title: 'Оборудование' },
        location: { type: 'string', maxLength: 200, title: 'Расположение' },
        responsible: { type: 'string', title: 'Ответственный' },
        problem: { type: 'string', minLength: 10, maxLength: 4000, title: 'Что случилось' },
        photos,
        urgency,
        desiredDate,
        ...headerFields,
        ...workFields,
      },
      required: ['subject', 'workType', 'equipment', 'problem'],
    },
    ui: wizard([
      page('Что', 'What', [
        control('subject', { label: { ru: 'Кратко', en: 'In short' }, placeholder: { ru: 'Например: МФУ в 204 не печатает', en: 'For example: the printer in 204 does not print' } }),
        workType('repair'),
        control('equipmentKind', { label: { ru: 'Вид оборудования', en: 'Kind of equipment' }, rq: { field: 'tree-record', width: 6, lookup: { directory: 'equipment-kinds' } } }),
        control('equipment', {
          label: { ru: 'Оборудование', en: 'Equipment' },
          rq: { field: 'record', width: 6, lookup: { directory: 'equipment', filter: { kinds: '=equipmentKind' }, fill: { location: 'location', responsible: 'responsible' } }, help: { ru: 'По названию или инвентарному номеру', en: 'By name or inventory number' } },
        }),
        control('location', { label: { ru: 'Расположение', en: 'Location' }, rq: { width: 6 } }),
        control('responsible', { label: { ru: 'Ответственный', en: 'Responsible' }, rq: { width: 6, field: 'person' } }),
      ]),
      page('Подробности', 'Details', [
        control('problem', { label: { ru: 'Что случилось', en: 'What happened' }, multi: true, rq: { field: 'long-text' } }),
        control('photos', { label: { ru: 'Фото', en: 'Photos' }, rq: { field: 'file', accept: ['image/*'] } }),
        urgencyControl,
        desiredDateControl,
      ]),
      headerPage,
      workPage,
    ]),
  },
};

const supplies: Kind = {
  id: 'supplies',
  ...shared,
  title: { ru: 'Материалы и канцелярия', en: 'Supplies' },
  description: { ru: 'Выдача со склада или закупка материалов, расходников, канцелярии', en: 'Materials, consumables and stationery from stock or a supplier' },
  icon: 'supplies',
  category: { ru: 'Рабочее место и оборудование', en: 'Workplace and equipment' },
  titleTemplate: '{subject}',
  numbering: { journal: 'supplies', pattern: 'МК-{yyyy}-{n:5}' },
  columns: ['workType', 'desiredDate'],
  form: {
    schema: {
      type: 'object',
      properties: {
        subject: { type: 'string', minLength: 3, maxLength: 120, title: 'Кратко' },
        workType: { type: 'string', title: 'Вид работ' },
        items: {
          type: 'array',
          minItems: 1,
          maxItems: 100,
          title: 'Что нужно',
          items: {
            type: 'object',
            properties: {
              material: { type: 'string', title: 'Материал' },
              quantity: { type: 'number', exclusiveMinimum: 0, title: 'Количество' },
              note: { type: 'string', maxLength: 200, title: 'Примечание' },
            },
            required: ['material', 'quantity'],
          },
        },
        purpose: { type: 'string', maxLength: 2000, title: 'Для чего' },
        desiredDate,
        ...headerFields,
        ...workFields,
      },
      required: ['subject', 'workType', 'items', 'purpose'],
    },
    ui: wizard([
      page('Что', 'What', [
        control('subject', { label: { ru: 'Кратко', en: 'In short' } }),
        workType('supplies'),
        control('items', {
          label: { ru: 'Что нужно', en: 'Items' },
          rq: {
            field: 'lines',
            columns: [
              { property: 'material', label: { ru: 'Материал', en: 'Material' }, width: 6, options: { rq: { field: 'record', lookup: { directory: 'materials' } } } },
              { property: 'quantity', label: { ru: 'Количество', en: 'Quantity' }, width: 2 },
              { property: 'note', label: { ru: 'Примечание', en: 'Note' }, width: 4 },
            ],
          },
        }),
      ]),
      page('Подробности', 'Details', [control('purpose', { label: { ru: 'Для чего', en: 'Purpose' }, multi: true, rq: { field: 'long-text' } }), desiredDateControl]),
      headerPage,
      workPage,
    ]),
  },
};

const access: Kind = {
  id: 'access',
  ...shared,
  title: { ru: 'Доступ к ресурсам', en: 'Access to resources' },
  description: { ru: 'Учётная запись, уровень доступа, удалённая работа', en: 'An account, a level of access, remote work' },
  icon: 'access',
  category: { ru: 'Доступ', en: 'Access' },
  titleTemplate: '{subject}',
  numbering: { journal: 'access', pattern: 'ДР-{yyyy}-{n:5}' },
  columns: ['resource', 'level'],
  form: {
    schema: {
      type: 'object',
      properties: {
        subject: { type: 'string', minLength: 3, maxLength: 120, title: 'Кратко' },
        workType: { type: 'string', title: 'Вид работ' },
        resource: { type: 'string', title: 'Ресурс' },
        level: { type: 'string', enum: ['read', 'work', 'admin'], title: 'Уровень доступа' },
        forWhom: { type: 'string', title: 'Для кого' },
        validTo: { type: 'string', format: 'date', title: 'Действует до' },
        reason: { type: 'string', minLength: 10, maxLength: 2000, title: 'Обоснование' },
        ...headerFields,
        ...workFields,
      },
      required: ['subject', 'workType', 'resource', 'level', 'forWhom', 'reason'],
      if: { properties: { level: { const: 'admin' } }, required: ['level'] },
      then: { required: ['validTo'] },
    },
    ui: wizard([
      page('Что', 'What', [
        control('subject', { label: { ru: 'Кратко', en: 'In short' } }),
        workType('access'),
        control('resource', { label: { ru: 'Ресурс', en: 'Resource' }, rq: { field: 'record', width: 6, lookup: { directory: 'resources' } } }),
        control('level', {
          label: { ru: 'Уровень доступа', en: 'Level' },
          rq: { field: 'choice', width: 6, enumTitles: { read: { ru: 'Чтение', en: 'Read' }, work: { ru: 'Работа', en: 'Work' }, admin: { ru: 'Администрирование', en: 'Administration' } } },
        }),
        control('forWhom', { label: { ru: 'Для кого', en: 'For whom' }, rq: { field: 'person', width: 6, initial: '=initiator.id' } }),
        control('validTo', { label: { ru: 'Действует до', en: 'Valid until' }, rq: { width: 6, help: { ru: 'Для администрирования обязательно', en: 'Required for administration' } } }),
      ]),
      page('Подробности', 'Details', [control('reason', { label: { ru: 'Обоснование', en: 'Reason' }, multi: true, rq: { field: 'long-text' } })]),
      headerPage,
      workPage,
    ]),
  },
};

export const kinds: readonly Kind[] = [repair, supplies, access];
