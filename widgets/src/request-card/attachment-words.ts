const en = {
  attach: 'Attach files',
  attached: 'Attached files',
  screenshot: 'Screenshot',
  sending: ({ name, percent }: { name: string; percent: number }): string => `${name}: ${percent} % sent`,
  takeOff: ({ name }: { name: string }): string => `Take off ${name}`,
  sendAgain: ({ name }: { name: string }): string => `Send ${name} again`,
  again: 'Again',
  tooMany: ({ count }: { count: number }): string => `A comment has at most ${count} files. The others were left out.`,
  wait: 'Files are still on their way. Wait, or take off those that do not come through.',
};

const ru: typeof en = {
  attach: 'Приложить файлы',
  attached: 'Приложенные файлы',
  screenshot: 'Снимок экрана',
  sending: ({ name, percent }) => `${name}: отправлено ${percent} %`,
  takeOff: ({ name }) => `Убрать: ${name}`,
  sendAgain: ({ name }) => `Отправить ещё раз: ${name}`,
  again: 'Повторить',
  tooMany: ({ count }) => `В комментарии не больше ${count} файлов. Остальные не приложены.`,
  wait: 'Файлы ещё отправляются. Подождите или уберите те, что не отправились.',
};

export const attachmentWords = { en, ru };
