/** The published Snowball algorithm for Russian. Words come in lower case with `е` for `ё`. */

const vowels = 'аеиоуыэюя';

/** Endings, the longest first. Those of `after` count only behind `а` or `я`. */
interface Endings {
  readonly after: readonly string[];
  readonly free: readonly string[];
}

const endings = (after: string, free: string): Endings => ({ after: longestFirst(after), free: longestFirst(free) });

const longestFirst = (list: string): readonly string[] => list.split(' ').filter((each) => each !== '').sort((a, b) => b.length - a.length);

const gerund = endings('в вши вшись', 'ив ивши ившись ыв ывши ывшись');
const adjective = endings('', 'ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею');
const participle = endings('ем нн вш ющ щ', 'ивш ывш ующ');
const reflexive = endings('', 'ся сь');
const verb = endings('ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно', 'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю');
const noun = endings('', 'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я');
const superlative = endings('', 'ейш ейше');
const derivational = endings('', 'ост ость');

export function stemRussian(word: string): string {
  const start = afterVowel(word, 0);
  const second = afterConsonant(word, afterVowel(word, afterConsonant(word, start)));
  const stem = withoutEnding(word, start);
  const tidy = stem.endsWith('и') && stem.length > start ? stem.slice(0, -1) : stem;
  const root = cut(tidy, derivational, second) ?? tidy;
  const plain = cut(root, superlative, start) ?? root;
  if (plain.endsWith('нн') && plain.length - 2 >= start) return plain.slice(0, -1);
  return plain === root && plain.endsWith('ь') && plain.length > start ? plain.slice(0, -1) : plain;
}

function withoutEnding(word: string, start: number): string {
  const gone = cut(word, gerund, start);
  if (gone !== undefined) return gone;
  const own = cut(word, reflexive, start) ?? word;
  const bare = cut(own, adjective, start);
  if (bare !== undefined) return cut(bare, participle, start) ?? bare;
  return cut(own, verb, start) ?? cut(own, noun, start) ?? own;
}

/** The word without the longest ending that lies behind `start`; undefined when none does. */
function cut(word: string, { after, free }: Endings, start: number): string | undefined {
  const found = longest(word, [...after, ...free], start);
  if (found === undefined) return undefined;
  const rest = word.slice(0, word.length - found.length);
  if (free.includes(found)) return rest;
  return rest.length > start && /[ая]$/.test(rest) ? rest : undefined;
}

function longest(word: string, list: readonly string[], start: number): string | undefined {
  return list.filter((ending) => word.endsWith(ending) && word.length - ending.length >= start).sort((a, b) => b.length - a.length)[0];
}

/** Place behind the first vowel from `from` on; the end when there is none. */
function afterVowel(word: string, from: number): number {
  for (let at = from; at < word.length; at++) if (vowels.includes(word.charAt(at))) return at + 1;
  return word.length;
}

function afterConsonant(word: string, from: number): number {
  for (let at = from; at < word.length; at++) if (!vowels.includes(word.charAt(at))) return at + 1;
  return word.length;
}
