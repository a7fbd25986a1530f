import type { Issue, Locale } from '@requestry/model';

type Words = Readonly<Record<string, (params: NonNullable<Issue['params']>) => string>>;

const listed = (value: unknown): string => (Array.isArray(value) ? value.map((each) => `«${String(each)}»`).join(', ') : String(value));

const en: Words = {
  'api.required': ({ name }) => `“${String(name)}” is missing`,
  'api.unknown': ({ name }) => `“${String(name)}” is not known here`,
  'api.type': ({ found, wanted }) => `Expected ${String(wanted)}${found === undefined ? '' : `, found ${String(found)}`}`,
  'api.choice': ({ wanted }) => `Expected one of ${listed(wanted).replace(/«/g, '“').replace(/»/g, '”')}`,
  'api.not-json': () => 'This is not JSON',
  'api.file-name': ({ header }) => `The header ${String(header)} names the file`,
  'api.not-form': () => 'This is neither JSON nor a form',
  'api.too-large': ({ limit }) => `The message is too large: at most ${Math.round(Number(limit) / 1024)} KB`,
  'api.too-deep': ({ limit }) => `The message is nested too deeply: at most ${String(limit)} levels`,
  'api.name-refused': ({ name }) => `The name “${String(name)}” cannot be used`,
};

const ru: Words = {
  'api.required': ({ name }) => `Не хватает «${String(name)}»`,
  'api.unknown': ({ name }) => `«${String(name)}» здесь не известно`,
  'api.type': ({ found, wanted }) => `Ожидалось ${String(wanted)}${found === undefined ? '' : `, получено ${String(found)}`}`,
  'api.choice': ({ wanted }) => `Ожидалось одно из: ${listed(wanted)}`,
  'api.not-json': () => 'Это не JSON',
  'api.file-name': ({ header }) => `Имя файла стоит в заголовке ${String(header)}`,
  'api.not-form': () => 'Это не JSON и не форма',
  'api.too-large': ({ limit }) => `Сообщение слишком велико: не больше ${Math.round(Number(limit) / 1024)} КБ`,
  'api.too-deep': ({ limit }) => `Сообщение слишком глубоко вложено: не больше ${String(limit)} уровней`,
  'api.name-refused': ({ name }) => `Имя «${String(name)}» использовать нельзя`,
};

/** What is wrong with a message to the server, in words; undefined for issues of others. */
export function apiIssueText({ code, params = {} }: Issue, locale: Locale): string | undefined {
  return (locale === 'ru' ? ru : en)[code]?.(params);
}
