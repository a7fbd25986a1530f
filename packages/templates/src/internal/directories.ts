import type { Directory, DirectoryRecord, JsonObject } from '@requestry/model';

const text = (title: string) => ({ type: 'string', title }) as const;

export const directories: readonly Directory[] = [
  {
    id: 'work-types',
    title: { ru: 'Виды работ', en: 'Work types' },
    keyField: 'code',
    schema: {
      type: 'object',
      properties: { name: text('Название'), code: text('Код'), kinds: { type: 'array', items: { type: 'string' }, title: 'Виды заявок' } },
      required: ['name'],
    },
  },
  {
    id: 'equipment-kinds',
    title: { ru: 'Виды оборудования', en: 'Kinds of equipment' },
    hierarchy: true,
    schema: { type: 'object', properties: { name: text('Название') }, required: ['name'] },
  },
  {
    id: 'equipment',
    title: { ru: 'Список оборудования', en: 'Equipment' },
    keyField: 'inventory',
    titleTemplate: '{name} · {inventory}',
    schema: {
      type: 'object',
      properties: {
        name: text('Название'),
        inventory: text('Инвентарный номер'),
        kinds: { type: 'array', items: { type: 'string' }, title: 'Вид и группы над ним' },
        location: text('Расположение'),
        responsible: text('Ответственный'),
      },
      required: ['name', 'inventory'],
    },
  },
  {
    id: 'materials',
    title: { ru: 'Материалы', en: 'Materials' },
    keyField: 'code',
    titleTemplate: '{name}, {unit}',
    schema: {
      type: 'object',
      properties: { name: text('Название'), code: text('Код'), unit: text('Единица'), group: text('Группа') },
      required: ['name', 'unit'],
    },
  },
  {
    id: 'cost-centres',
    title: { ru: 'ЦФО', en: 'Cost centres' },
    keyField: 'code',
    titleTemplate: '{code} {name}',
    schema: { type: 'object', properties: { name: text('Название'), code: text('Код') }, required: ['name', 'code'] },
  },
  {
    id: 'resources',
    title: { ru: 'Информационные ресурсы', en: 'Information resources' },
    schema: {
      type: 'object',
      properties: { name: text('Название'), owner: text('Владелец'), levels: { type: 'array', items: { type: 'string' }, title: 'Уровни доступа' } },
      required: ['name'],
    },
  },
];

type Row = readonly [id: string, data: JsonObject, parent?: string];

const rows = (directory: string, list: readonly Row[]): readonly DirectoryRecord[] =>
  list.map(([id, data, parent]) => ({ id, directory, data, ...(parent !== undefined ? { parent } : {}) }));

const workTypes: readonly Row[] = [
  ['wt-diagnose', { name: 'Диагностика неисправности', code: 'Р-01', kinds: ['repair'] }],
  ['wt-repair', { name: 'Текущий ремонт', code: 'Р-02', kinds: ['repair'] }],
  ['wt-replace', { name: 'Замена узла или детали', code: 'Р-03', kinds: ['repair'] }],
  ['wt-maintain', { name: 'Техническое обслуживание', code: 'Р-04', kinds: ['repair'] }],
  ['wt-deliver', { name: 'Выдача со склада', code: 'С-01', kinds: ['supplies'] }],
  ['wt-purchase', { name: 'Закупка у поставщика', code: 'С-02', kinds: ['supplies'] }],
  ['wt-grant', { name: 'Предоставление доступа', code: 'Д-01', kinds: ['access'] }],
  ['wt-extend', { name: 'Изменение уровня доступа', code: 'Д-02', kinds: ['access'] }],
  ['wt-revoke', { name: 'Прекращение доступа', code: 'Д-03', kinds: ['access'] }],
];

const equipmentKinds: readonly Row[] = [
  ['ek-office', { name: 'Офисная техника' }],
  ['ek-printer', { name: 'Принтеры и МФУ' }, 'ek-office'],
  ['ek-computer', { name: 'Компьютеры' }, 'ek-office'],
  ['ek-laptop', { name: 'Ноутбуки' }, 'ek-computer'],
  ['ek-desktop', { name: 'Настольные компьютеры' }, 'ek-computer'],
  ['ek-shop', { name: 'Цеховое оборудование' }],
  ['ek-lathe', { name: 'Токарные станки' }, 'ek-shop'],
  ['ek-press', { name: 'Прессы' }, 'ek-shop'],
  ['ek-building', { name: 'Инженерные сети' }],
  ['ek-climate', { name: 'Кондиционеры и вентиляция' }, 'ek-building'],
  ['ek-light', { name: 'Освещение' }, 'ek-building'],
];

const equipment: readonly Row[] = [
  ['eq-1001', { name: 'МФУ Kyocera M2540', inventory: '01-00142', kinds: ['ek-printer', 'ek-office'], location: 'Корпус 2, этаж 2, каб. 204', responsible: 'petrova' }],
  ['eq-1002', { name: 'Принтер HP LaserJet 4003', inventory: '01-00157', kinds: ['ek-printer', 'ek-office'], location: 'Корпус 2, этаж 1, каб. 110', responsible: 'kozlov' }],
  ['eq-1003', { name: 'Плоттер Canon TM-300', inventory: '01-00163', kinds: ['ek-printer', 'ek-office'], location: 'Корпус 1, этаж 3, каб. 301', responsible: 'orlova' }],
  ['eq-2001', { name: 'Ноутбук Lenovo T14', inventory: '01-00201', kinds: ['ek-laptop', 'ek-computer', 'ek-office'], location: 'Корпус 2, этаж 2, каб. 206', responsible: 'smirnov' }],
  ['eq-2002', { name: 'Ноутбук Aquarius NS685', inventory: '01-00214', kinds: ['ek-laptop', 'ek-computer', 'ek-office'], location: 'Корпус 2, этаж 2, каб. 204', responsible: 'petrova' }],
  ['eq-2003', { name: 'Рабочая станция Depo Neos', inventory: '01-00230', kinds: ['ek-desktop', 'ek-computer', 'ek-office'], location: 'Цех 1, пост мастера', responsible: 'lebedeva' }],
  ['eq-3001', { name: 'Станок 16К20', inventory: '03-00011', kinds: ['ek-lathe', 'ek-shop'], location: 'Цех 1, линия А', responsible: 'lebedeva' }],
  ['eq-3002', { name: 'Станок с ЧПУ ТС1625', inventory: '03-00018', kinds: ['ek-lathe', 'ek-shop'], location: 'Цех 1, линия Б', responsible: 'lebedeva' }],
  ['eq-3003', { name: 'Пресс П6324', inventory: '03-00025', kinds: ['ek-press', 'ek-shop'], location: 'Цех 1, линия В', responsible: 'zaitsev' }],
  ['eq-4001', { name: 'Сплит-система Daikin FTXB35', inventory: '05-00031', kinds: ['ek-climate', 'ek-building'], location: 'Корпус 2, этаж 2, каб. 204', responsible: 'orlova' }],
  ['eq-4002', { name: 'Приточная установка ПВ-1', inventory: '05-00002', kinds: ['ek-climate', 'ek-building'], location: 'Цех 1, венткамера', responsible: 'orlova' }],
  ['eq-4003', { name: 'Светильники линии Б', inventory: '05-00044', kinds: ['ek-light', 'ek-building'], location: 'Цех 1, линия Б', responsible: 'zaitsev' }],
];

const materials: readonly Row[] = [
  ['m-cartridge', { name: 'Картридж TK-1170', code: '3010', unit: 'шт.', group: 'Расходники' }],
  ['m-paper', { name: 'Бумага A4', code: '3011', unit: 'пачка', group: 'Канцелярия' }],
  ['m-pen', { name: 'Ручка шариковая', code: '3012', unit: 'шт.', group: 'Канцелярия' }],
  ['m-folder', { name: 'Папка-регистратор', code: '3013', unit: 'шт.', group: 'Канцелярия' }],
  ['m-cable', { name: 'Кабель ВВГ 3×2,5', code: '3101', unit: 'м', group: 'Электрика' }],
  ['m-lamp', { name: 'Светодиодная лампа 36 Вт', code: '3102', unit: 'шт.', group: 'Электрика' }],
  ['m-bearing', { name: 'Подшипник 6205', code: '3201', unit: 'шт.', group: 'Механика' }],
  ['m-belt', { name: 'Ремень клиновой А-1250', code: '3202', unit: 'шт.', group: 'Механика' }],
  ['m-oil', { name: 'Масло И-40А', code: '3203', unit: 'л', group: 'Механика' }],
  ['m-freon', { name: 'Хладагент R32', code: '3301', unit: 'кг', group: 'Климат' }],
  ['m-ssd', { name: 'Накопитель SSD 512 ГБ', code: '3401', unit: 'шт.', group: 'Компьютеры' }],
  ['m-gloves', { name: 'Перчатки рабочие', code: '3501', unit: 'пара', group: 'Спецодежда' }],
];

const costCentres: readonly Row[] = [
  ['cc-100', { name: 'Управление', code: '100' }],
  ['cc-210', { name: 'Продажи', code: '210' }],
  ['cc-220', { name: 'Снабжение', code: '220' }],
  ['cc-230', { name: 'Информационные технологии', code: '230' }],
  ['cc-310', { name: 'Сборочный цех', code: '310' }],
  ['cc-320', { name: 'Главный инженер', code: '320' }],
];

const resources: readonly Row[] = [
  ['rs-crm', { name: 'CRM', owner: 'ivanov', levels: ['чтение', 'работа', 'администрирование'] }],
  ['rs-erp', { name: 'ERP: склад и закупки', owner: 'kozlov', levels: ['чтение', 'работа'] }],
  ['rs-mes', { name: 'Учёт производства', owner: 'zaitsev', levels: ['чтение', 'работа'] }],
  ['rs-vpn', { name: 'Удалённый доступ (VPN)', owner: 'belova', levels: ['работа'] }],
  ['rs-docs', { name: 'Архив технической документации', owner: 'orlova', levels: ['чтение', 'работа'] }],
];

export const records: readonly DirectoryRecord[] = [
  ...rows('work-types', workTypes),
  ...rows('equipment-kinds', equipmentKinds),
  ...rows('equipment', equipment),
  ...rows('materials', materials),
  ...rows('cost-centres', costCentres),
  ...rows('resources', resources),
];
