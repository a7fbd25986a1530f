import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { stemEnglish } from './stem-english.js';
import { stemRussian } from './stem-russian.js';
import { tokensOf } from './tokens.js';

/** From the pages of the algorithms. */
const russian = 'в в|вавиловка вавиловк|вагнера вагнер|вагон вагон|вагонах вагон|вагонов вагон|важная важн|важнее важн|важнейшие важн|важнейшими важн|важничал важнича|важничая важнич|важно важн|важного важн|важность важност|важностью важност|вам вам|варенья варен|варенье варен|вариантов вариант|вариант вариант|валерию валер|валился вал|валится вал|валяется валя|валявшийся валя|п п|падает пада|падал пада|падала пада|падать пада|падение паден|падений паден|падучая падуч|паек паек|пальто пальт|пальцами пальц|памятной памятн|памятником памятник';
const english = 'consign consign|consigned consign|consigning consign|consignment consign|consist consist|consisted consist|consistency consist|consistent consist|consistently consist|consolation consol|consolations consol|consolatory consolatori|consolidate consolid|consolidating consolid|consoling consol|conspicuous conspicu|conspiracies conspiraci|constancy constanc|knack knack|knackeries knackeri|knave knave|knaves knave|kneaded knead|kneel kneel|knightly knight|knitted knit|knives knive|knocker knocker|knopp knopp|knots knot|skies sky|dying die|generously generous|happy happi|say say|boy boy';

const pairs = (text: string) => text.split('|').map((pair) => pair.split(' ') as [string, string]);

describe('stems', () => {
  it('Y-02 are those of the published Russian algorithm', () => {
    expect(pairs(russian).map(([word]) => [word, stemRussian(word)])).toEqual(pairs(russian));
  });

  it('Y-02 are those of the published English algorithm', () => {
    expect(pairs(english).map(([word]) => [word, stemEnglish(word)])).toEqual(pairs(english));
  });

  it('Y-02 make one token of the forms of a word, whatever the letters', () => {
    for (const forms of ['Согласование согласования СОГЛАСОВАНИЕМ согласованию', 'ёлка елки Ёлкой', 'request requests Requested', 'printer’s printers PRINTER']) expect(tokensOf(forms), forms).toHaveLength(1);
    expect(tokensOf('Ноутбук №ЗК-2026-00017 для HR')).toEqual(['ноутбук', 'зк', '2026', '00017', 'для', 'hr']);
    expect(tokensOf('а'.repeat(30_000))).toEqual(['а'.repeat(40)].map((word) => tokensOf(word)[0]));
  });
});

const url = process.env['REQUESTRY_POSTGRES_URL'];

/** Every stem with every ending, which meets each rule in and out of its region. */
const cross = (stems: string, endings: string): readonly string[] => stems.split(' ').flatMap((stem) => ['', ...endings.split(' ')].map((ending) => stem + ending));

describe.skipIf(!url)('stems beside those of PostgreSQL', () => {
  const pool = new pg.Pool({ connectionString: url });
  afterAll(() => pool.end());

  async function stemmed(dictionary: string, words: readonly string[]): Promise<readonly string[]> {
    const { rows } = await pool.query<{ stem: string }>(`SELECT (ts_lexize('requestry_${dictionary}', word))[1] AS stem FROM unnest($1::text[]) WITH ORDINALITY AS w(word, n) ORDER BY n`, [words]);
    return rows.map(({ stem }) => stem);
  }

  for (const [name, stem, words] of [
    ['russian', stemRussian, cross(
      'а я ст дом вод пис сил писа дела гуля тетрад ноутбук договор соглас согласова организац закупк компьютер пользовател решени оборудовани исполнител автомобил важн длинн ценн стран нов стар заявлен аванс вы об электри чест возможн готовност ночн',
      'в вши вшись ив ивши ившись ыв ывши ывшись ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею вш ющ щ ивш ывш ующ вший ющаяся щего ившему ующими ся сь лся лась ла на ете йте ли й л н ло но ет ют ны ть ешь нно ила ыла ена ейте уйте ите или ыли уй ил ыл ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ю а ев ов ье е иями ями ами еи ии и ией иям ям ием ам о у ах иях ях ы ь ию ью ия ья я ейш ейше ейший ейшее ост ость остью остями нный нная нность ийся ируемость'
    )],
    ['english', stemEnglish, cross(
      'a be use hop hopp fail sky cry by boy buoy gener general communi arsen arsenal rate relat condition valu hesit digit radical different vil analog dat vis compar probat hop nation electr form good allow replac adjust depend adopt commun activ effect bowdler tan control roll request approv manag employ agre feed fli di ti skat plan size fall apolog theolog install account purchas deliver quality secur able final beauti success',
      's es ed ing er ers e ly ful ness ment ments ement ent ence ance able ible ably ibly al ally ational ation ations ator alism ality alize ization ize izer ous ously ousness ive iveness ivity ivities bility icate icity ical ies ied sses ss us eed eedly edly ingly tional enci anci entli y yed ying ism ate ic ion ions ll lessly logy'
    )],
  ] as const) {
    it(`Y-02 the same for thousands of ${name} words`, async () => {
      await pool.query(`DROP TEXT SEARCH DICTIONARY IF EXISTS requestry_${name}; CREATE TEXT SEARCH DICTIONARY requestry_${name} (TEMPLATE = snowball, LANGUAGE = ${name})`);
      const theirs = await stemmed(name, words);
      const different = words.flatMap((word, i) => (stem(word) === theirs[i] ? [] : [`${word}: ${stem(word)}, theirs ${theirs[i]}`]));
      expect(different).toEqual([]);
    });
  }
});
