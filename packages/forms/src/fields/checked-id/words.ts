import type { Locale } from '@requestry/model';

interface Words {
  length(params: { readonly name: string; readonly digits: readonly number[] }): string;
  wrong(params: { readonly name: string }): string;
}

/** What is said of numbers that do not check. */
export const words: Readonly<Record<Locale, Words>> = {
  en: { length: ({ name, digits }) => `${name} has ${digits.join(' or ')} characters.`, wrong: ({ name }) => `${name}: a digit is wrong, the check digits do not agree.` },
  ru: { length: ({ name, digits }) => `${name}: должно быть ${digits.join(' или ')} знаков.`, wrong: ({ name }) => `${name}: ошибка в цифрах, контрольное число не сходится.` },
};
