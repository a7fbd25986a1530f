import { plural } from '@requestry/model';
import type { ServerMessages } from './en.js';

const errorsText = (count: number): string => `${count} ${plural(count, { one: 'ошибка', few: 'ошибки', many: 'ошибок', other: 'ошибки' }, 'ru')}`;
const warningsText = (count: number): string => `${count} ${plural(count, { one: 'предупреждение', few: 'предупреждения', many: 'предупреждений', other: 'предупреждения' }, 'ru')}`;
const kindsText = (count: number): string => `${count} ${plural(count, { one: 'вид заявок', few: 'вида заявок', many: 'видов заявок', other: 'вида заявок' }, 'ru')}`;
const recordsText = (count: number): string => `${count} ${plural(count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' }, 'ru')}`;
const filesText = (count: number): string => `${count} ${plural(count, { one: 'файл записан', few: 'файла записаны', many: 'файлов записано', other: 'файла записаны' }, 'ru')}`;

export const ru: ServerMessages = {
  added: 'добавлено',
  removed: 'убрано',
  changedPlain: 'изменено',
  order: 'порядок',
  layoutChanged: 'изменено расположение полей',
  rulesChanged: 'изменены правила между полями',
  drawingChanged: 'изменён только рисунок',
  unreadable: 'изменено; один из двух маршрутов прочитать нельзя',
  changed: ({ what }) => `изменено: ${what}`,
  field: ({ name, what }) => `поле «${name}»: ${what}`,
  noProblems: ({ kinds, records }) => `Замечаний нет: ${kindsText(kinds)}, ${recordsText(records)}`,
  problems: ({ errors, warnings }) => `${errorsText(errors)}, ${warningsText(warnings)}`,
  noDifferences: 'Различий нет',
  imported: ({ added, changed, unchanged }) => `Загружено: добавлено ${added}, изменено ${changed}, осталось как было ${unchanged}`,
  wouldImport: ({ added, changed, unchanged }) => `Будет загружено: добавится ${added}, изменится ${changed}, останется как есть ${unchanged}`,
  exported: ({ files, folder }) => `${filesText(files)} в ${folder}`,
  upToDate: 'Хранилище соответствует этой версии',
  serving: ({ url }) => `Requestry открыт по адресу ${url} (Ctrl+C останавливает)`,
  config: {
    'config.missing': () => 'Файла нет',
    'config.not-json': ({ reason }) => `Это не JSON: ${String(reason)}`,
    'config.no-object': () => 'Ожидался объект или список',
    'config.list': () => 'Ожидался список записей',
    'config.id': ({ found, wanted }) => `Обозначение «${String(found)}», а папка «${String(wanted)}»`,
    'config.stray': () => 'Файл ни к чему не относится и не читается',
  },
};
