import { plural } from '@requestry/model';

const manyEn = (count: number, one: string, other: string): string => `${count} ${plural(count, { one, other }, 'en')}`;
const manyRu = (count: number, one: string, few: string, other: string): string => `${count} ${plural(count, { one, few, many: other, other: few }, 'ru')}`;

const en = {
  clearSelection: 'Clear the selection',
  withOneComment: 'decide all with one comment:',
  nothingCommon: 'These tasks have no decision in common',
  decideAll: ({ outcome, count }: { outcome: string; count: number }): string => `${outcome}: ${manyEn(count, 'task', 'tasks')}`,
  batchDone: ({ count }: { count: number }): string => `${manyEn(count, 'task', 'tasks')} done`,
  commentForAll: 'Comment for all who see the request',
  commentSent: 'Comment sent',
};

const ru: typeof en = {
  clearSelection: 'Снять отметки',
  withOneComment: 'решить все с одним комментарием:',
  nothingCommon: 'У этих заданий нет общего решения',
  decideAll: ({ outcome, count }) => `${outcome}: ${manyRu(count, 'задание', 'задания', 'заданий')}`,
  batchDone: ({ count }) => `Готово: ${manyRu(count, 'задание', 'задания', 'заданий')}`,
  commentForAll: 'Комментарий для всех, кто видит заявку',
  commentSent: 'Комментарий отправлен',
};

/** Words of this part alone. */
export const taskActionWords = { en, ru };
