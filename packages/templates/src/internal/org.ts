import type { Calendar, Org } from '@requestry/model';

/** A company of five units and fourteen people; the head of IT is away and has a substitute. */
export const org: Org = {
  units: [
    { id: 'company', title: { ru: 'АО «Северный завод»', en: 'Northern Works JSC' }, head: 'gromov', calendar: 'main', costCentre: 'cc-100' },
    { id: 'sales', title: { ru: 'Отдел продаж', en: 'Sales' }, parent: 'company', head: 'ivanov', costCentre: 'cc-210' },
    { id: 'production', title: { ru: 'Сборочный цех', en: 'Assembly shop' }, parent: 'company', head: 'zaitsev', costCentre: 'cc-310' },
    { id: 'engineering', title: { ru: 'Служба главного инженера', en: 'Chief engineer’s office' }, parent: 'company', head: 'orlova', kinds: ['repair'], costCentre: 'cc-320' },
    { id: 'supply', title: { ru: 'Отдел снабжения', en: 'Supply' }, parent: 'company', head: 'kozlov', kinds: ['supplies'], costCentre: 'cc-220' },
    { id: 'it', title: { ru: 'Отдел информационных технологий', en: 'IT' }, parent: 'company', head: 'belova', kinds: ['access'], costCentre: 'cc-230' },
  ],
  people: [
    { id: 'gromov', name: 'Громов Виктор', unit: 'company', position: { ru: 'Генеральный директор', en: 'Managing director' }, roles: ['manager', 'observer'], email: 'gromov@example.org', phone: '101' },
    { id: 'ivanov', name: 'Иванов Сергей', unit: 'sales', position: { ru: 'Начальник отдела продаж', en: 'Head of sales' }, roles: ['manager'], email: 'ivanov@example.org', phone: '210' },
    { id: 'petrova', name: 'Петрова Анна', unit: 'sales', position: { ru: 'Менеджер по продажам', en: 'Sales manager' }, email: 'petrova@example.org', phone: '211' },
    { id: 'smirnov', name: 'Смирнов Олег', unit: 'sales', position: { ru: 'Менеджер по продажам', en: 'Sales manager' }, email: 'smirnov@example.org', phone: '212' },
    { id: 'zaitsev', name: 'Зайцев Пётр', unit: 'production', position: { ru: 'Начальник цеха', en: 'Head of the shop' }, roles: ['manager'], email: 'zaitsev@example.org', phone: '310' },
    { id: 'lebedeva', name: 'Лебедева Мария', unit: 'production', position: { ru: 'Мастер участка', en: 'Foreman' }, email: 'lebedeva@example.org', phone: '311' },
    { id: 'orlova', name: 'Орлова Ирина', unit: 'engineering', position: { ru: 'Главный инженер', en: 'Chief engineer' }, roles: ['manager'], email: 'orlova@example.org', phone: '320' },
    { id: 'kim', name: 'Ким Андрей', unit: 'engineering', position: { ru: 'Инженер по ремонту', en: 'Repair engineer' }, roles: ['performer'], email: 'kim@example.org', phone: '321' },
    { id: 'volkov', name: 'Волков Денис', unit: 'engineering', position: { ru: 'Электромеханик', en: 'Electrician' }, roles: ['performer'], email: 'volkov@example.org', phone: '322' },
    { id: 'kozlov', name: 'Козлов Николай', unit: 'supply', position: { ru: 'Начальник отдела снабжения', en: 'Head of supply' }, roles: ['manager'], email: 'kozlov@example.org', phone: '220' },
    { id: 'titova', name: 'Титова Елена', unit: 'supply', position: { ru: 'Специалист по снабжению', en: 'Supply specialist' }, roles: ['performer'], email: 'titova@example.org', phone: '221' },
    { id: 'belova', name: 'Белова Марина', unit: 'it', position: { ru: 'Начальник отдела ИТ', en: 'Head of IT' }, roles: ['manager'], email: 'belova@example.org', phone: '230' },
    { id: 'sokolov', name: 'Соколов Алексей', unit: 'it', position: { ru: 'Заместитель начальника отдела ИТ', en: 'Deputy head of IT' }, roles: ['performer'], email: 'sokolov@example.org', phone: '231' },
    { id: 'nikitina', name: 'Никитина Ольга', unit: 'it', position: { ru: 'Администратор систем', en: 'Systems administrator' }, roles: ['performer', 'designer', 'administrator'], email: 'nikitina@example.org', phone: '232' },
  ],
  roles: [
    { id: 'manager', title: { ru: 'Руководитель', en: 'Manager' } },
    { id: 'performer', title: { ru: 'Исполнитель заявок', en: 'Request performer' } },
    { id: 'designer', title: { ru: 'Настройщик заявок', en: 'Request designer' }, rights: ['design'] },
    { id: 'administrator', title: { ru: 'Администратор заявок', en: 'Request administrator' }, rights: ['administer', 'see-all'] },
    { id: 'observer', title: { ru: 'Наблюдатель', en: 'Observer' }, rights: ['see-all'] },
  ],
  groups: [{ id: 'duty', title: { ru: 'Дежурная смена', en: 'Duty shift' }, people: ['kim', 'volkov'] }],
  substitutions: [
    { id: 'belova-leave', who: 'sokolov', forWhom: 'belova', from: '2025-06-01', to: '2031-05-31', reason: { ru: 'Отпуск по уходу за ребёнком', en: 'Parental leave' } },
  ],
};

const day = [[540, 780], [840, 1080]] as const;

export const calendars: readonly Calendar[] = [
  {
    id: 'main',
    zone: 'Europe/Moscow',
    week: [day, day, day, day, day, [], []],
    holidays: [2026, 2027, 2028].flatMap((year) =>
      ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08', '02-23', '03-08', '05-01', '05-09', '06-12', '11-04'].map((date) => `${year}-${date}`),
    ),
  },
];
