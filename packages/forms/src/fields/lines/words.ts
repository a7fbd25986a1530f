import type { Locale } from '@requestry/model';

interface Words {
  busy(params: { readonly text: string }): string;
  none(params: { readonly text: string }): string;
  several(params: { readonly text: string }): string;
  failed(params: { readonly text: string }): string;
}

/** What is said of a text that was pasted into a cell whose values are looked up. */
export const pasteWords: Readonly<Record<Locale, Words>> = {
  en: {
    busy: ({ text }) => `Looking up “${text}”…`,
    none: ({ text }) => `“${text}” was pasted: nothing is called so. Choose another or clear the cell`,
    several: ({ text }) => `“${text}” was pasted: several are called so. Choose one of them`,
    failed: ({ text }) => `“${text}” was pasted and could not be looked up. Choose it here or paste it again`,
  },
  ru: {
    busy: ({ text }) => `Ищем «${text}»…`,
    none: ({ text }) => `Вставлено «${text}»: ничего с таким названием нет. Выберите другое или очистите ячейку`,
    several: ({ text }) => `Вставлено «${text}»: с таким названием есть несколько. Выберите нужное`,
    failed: ({ text }) => `Вставлено «${text}»: найти не получилось. Выберите здесь или вставьте ещё раз`,
  },
};
