import type { LocalizedText } from '@requestry/model';
import { isInn } from '../inn/index.js';

/** A sort of number whose digits check each other. */
export interface IdSort {
  readonly name: LocalizedText;
  /** How long it may be, in characters. */
  readonly lengths: readonly number[];
  readonly shape: RegExp;
  /** The check digits are right. `bik` is that of the bank an account is in. */
  right(id: string, bik?: string): boolean;
  /** As people write it. */
  show?(id: string): string;
}

const weighted = (digits: string, weights: readonly number[]): number => weights.reduce((sum, weight, index) => sum + weight * Number(digits[index] ?? 0), 0);

/** The last digit of a state register number is the rest of those before it. */
function isOgrn(id: string): boolean {
  const divisor = BigInt(id.length - 2);
  return (BigInt(id.slice(0, -1)) % divisor) % 10n === BigInt(id.slice(-1));
}

/** Numbers up to 001-001-998 were given without check digits. */
function isSnils(id: string): boolean {
  if (Number(id.slice(0, 9)) <= 1_001_998) return true;
  return (weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(id.slice(9));
}

/** An account checks together with its bank: with the last three digits of the BIK, or with the branch for accounts in the central bank. */
function isAccount(account: string, bik?: string): boolean {
  if (bik === undefined || !/^\d{9}$/.test(bik)) return true;
  const central = account.startsWith('301') || /00[0-2]$/.test(bik);
  const whole = `${central ? `0${bik.slice(4, 6)}` : bik.slice(6)}${account}`;
  return weighted(whole, Array.from(whole, (_, index) => [7, 1, 3][index % 3] ?? 0)) % 10 === 0;
}

const always = (): boolean => true;

/** Every sort of number that can be checked. */
export const idSorts = {
  inn: { name: { ru: 'ИНН', en: 'INN' }, lengths: [10, 12], shape: /^\d+$/, right: isInn },
  kpp: { name: { ru: 'КПП', en: 'KPP' }, lengths: [9], shape: /^\d{4}[\dA-Z]{2}\d{3}$/, right: always },
  ogrn: { name: { ru: 'ОГРН', en: 'OGRN' }, lengths: [13, 15], shape: /^\d+$/, right: isOgrn },
  snils: { name: { ru: 'СНИЛС', en: 'SNILS' }, lengths: [11], shape: /^\d+$/, right: isSnils, show: (id) => id.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1-$2-$3 $4') },
  bik: { name: { ru: 'БИК', en: 'BIK' }, lengths: [9], shape: /^0[0-4]\d+$/, right: always },
  account: { name: { ru: 'Расчётный счёт', en: 'Bank account' }, lengths: [20], shape: /^\d+$/, right: isAccount },
} satisfies Readonly<Record<string, IdSort>>;

/** Name of a sort of number. */
export type IdSortName = keyof typeof idSorts;

/** The sort that a name means; undefined when there is none. */
export const idSortNamed = (name: unknown): IdSort | undefined => (typeof name === 'string' && Object.hasOwn(idSorts, name) ? idSorts[name as IdSortName] : undefined);

/** What is wrong with a number. */
export function idProblem(id: string, sort: IdSort, bik?: string): 'length' | 'digits' | undefined {
  if (!sort.lengths.includes(id.length) || !sort.shape.test(id)) return 'length';
  return sort.right(id, bik) ? undefined : 'digits';
}
