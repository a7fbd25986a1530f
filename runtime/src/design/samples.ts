import type { Issue, Kind, LocalizedText } from '@requestry/model';

const most = 20;
const longest = 65_536;

/** What is wrong with the test data of a kind: bounds, titles that are not their own, fields that the form does not have. */
export function sampleIssues({ samples = [], form }: Kind): readonly Issue[] {
  const fields = form.schema.properties ?? {};
  const say = (code: string, index: number, message: LocalizedText, severity: Issue['severity'] = 'error'): Issue => ({ code, severity, path: `/samples/${index}`, params: { message: message as never } });
  const many = samples.length > most ? [say('kind.samples-many', most, { ru: `Примеров больше ${most}`, en: `More than ${most} samples` })] : [];
  return [
    ...many,
    ...samples.slice(0, most).flatMap((sample, index) => {
      const { title, data } = sample;
      const repeated = samples.findIndex((each) => each.title === title) < index;
      const unknown = Object.keys(data).filter((name) => !Object.hasOwn(fields, name));
      return [
        ...(title.trim() === '' || repeated ? [say('kind.sample-title', index, { ru: `У примера ${index + 1} нет своего названия`, en: `Sample ${index + 1} has no title of its own` })] : []),
        ...(JSON.stringify(data).length > longest ? [say('kind.sample-large', index, { ru: `Пример «${title}» больше 64 КБ`, en: `Sample “${title}” is larger than 64 KB` })] : []),
        ...(unknown.length > 0 ? [say('kind.sample-unknown', index, { ru: `В примере «${title}» есть поля, которых нет на форме: ${unknown.join(', ')}`, en: `Sample “${title}” has fields that the form does not: ${unknown.join(', ')}` }, 'warning')] : []),
      ];
    }),
  ];
}
