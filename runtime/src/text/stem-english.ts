/** The published Snowball algorithm for English (Porter 2). Words come in lower case without apostrophes. `Y` stands for a consonant y. */

const exceptions: Readonly<Record<string, string>> = {
  skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl', ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl',
  sky: 'sky', news: 'news', howe: 'howe', atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes',
};
const finished = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed']);

const vowel = /[aeiouy]/;

export function stemEnglish(word: string): string {
  if (word.length <= 2) return word;
  if (Object.hasOwn(exceptions, word)) return exceptions[word] ?? word;
  const marked = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const first = firstRegion(marked);
  const second = regionFrom(marked, first);
  const plural = step1a(marked);
  if (finished.has(plural)) return plural;
  const steps = [step1b, step1c, step2, step3, step4, step5];
  return steps.reduce((stem, step) => step(stem, first, second), plural).toLowerCase();
}

const firstRegion = (word: string): number => /^(?:gener|commun|arsen)/.exec(word)?.[0].length ?? regionFrom(word, 0);

/** Behind the first consonant that follows a vowel. */
function regionFrom(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

const endsShort = (word: string): boolean => /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);

function step1a(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  if (/(?:us|ss)$/.test(word)) return word;
  return word.endsWith('s') && vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function step1b(word: string, first: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= first ? `${word.slice(0, eed.index)}ee` : word;
  const found = /(?:ed|edly|ing|ingly)$/.exec(word);
  if (!found) return word;
  const rest = word.slice(0, found.index);
  if (!vowel.test(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return rest.length <= first && endsShort(rest) ? `${rest}e` : rest;
}

const step1c = (word: string): string => (/.[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word);

const secondEndings: Readonly<Record<string, string>> = {
  tional: 'tion', enci: 'ence', anci: 'ance', abli: 'able', entli: 'ent', izer: 'ize', ization: 'ize', ational: 'ate', ation: 'ate', ator: 'ate', alism: 'al', aliti: 'al',
  alli: 'al', fulness: 'ful', ousli: 'ous', ousness: 'ous', iveness: 'ive', iviti: 'ive', biliti: 'ble', bli: 'ble', ogi: 'og', fulli: 'ful', lessli: 'less', li: '',
};

function step2(word: string, first: number): string {
  const ending = longest(word, Object.keys(secondEndings));
  if (ending === undefined || word.length - ending.length < first) return word;
  const rest = word.slice(0, -ending.length);
  if (ending === 'ogi' && !rest.endsWith('l')) return word;
  if (ending === 'li' && !/[cdeghkmnrt]$/.test(rest)) return word;
  return rest + (secondEndings[ending] ?? '');
}

const thirdEndings: Readonly<Record<string, string>> = { tional: 'tion', ational: 'ate', alize: 'al', icate: 'ic', iciti: 'ic', ical: 'ic', ful: '', ness: '', ative: '' };

function step3(word: string, first: number, second: number): string {
  const ending = longest(word, Object.keys(thirdEndings));
  if (ending === undefined) return word;
  const from = word.length - ending.length;
  if (from < first || (ending === 'ative' && from < second)) return word;
  return word.slice(0, from) + (thirdEndings[ending] ?? '');
}

const fourthEndings = ['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize', 'ion'];

function step4(word: string, _first: number, second: number): string {
  const ending = longest(word, fourthEndings);
  if (ending === undefined || word.length - ending.length < second) return word;
  const rest = word.slice(0, -ending.length);
  return ending === 'ion' && !/[st]$/.test(rest) ? word : rest;
}

function step5(word: string, first: number, second: number): string {
  const rest = word.slice(0, -1);
  if (word.endsWith('e')) return rest.length >= second || (rest.length >= first && !endsShort(rest)) ? rest : word;
  return word.endsWith('ll') && rest.length >= second ? rest : word;
}

const longest = (word: string, endings: readonly string[]): string | undefined => endings.filter((ending) => word.endsWith(ending)).sort((a, b) => b.length - a.length)[0];
