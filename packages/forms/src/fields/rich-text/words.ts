const en = { bold: 'Bold', boldMark: 'B', italic: 'Italic', italicMark: 'I', list: 'List', link: 'Link', linkText: 'text', preview: 'Preview', write: 'Write', tools: 'Formatting', empty: 'Nothing written yet.' };

/** Words of the input for formatted text. */
export const words = {
  en,
  ru: { bold: 'Полужирный', boldMark: 'Ж', italic: 'Курсив', italicMark: 'К', list: 'Список', link: 'Ссылка', linkText: 'текст', preview: 'Просмотр', write: 'Правка', tools: 'Оформление', empty: 'Пока ничего не написано.' } satisfies typeof en,
};
