/** Requests of eight kinds from forty units, the same each time, with Russian texts whose words are as unequal as in life. */

export const kinds = Array.from({ length: 8 }, (_, n) => `work-${n}`);
export const units = Array.from({ length: 40 }, (_, n) => `unit-${n}`);
export const people = Array.from({ length: 400 }, (_, n) => `person-${n}`);
export const cities = Array.from({ length: 30 }, (_, n) => `Город ${n}`);
export const stages = ['approval', 'assignment', 'execution', 'acceptance'];

/** Pseudo-random numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = 'ба ве го ду жи за ко лу мо не пи ро са ту фи хо це ша щу эк яр стро плат вод гран мест'.split(' ');
const endings = ['ка', 'ки', 'ку', 'кой', 'ние', 'ния', 'нием', 'тор', 'тора', 'торы', 'ный', 'ная', 'ного', 'ность', 'ности'];

/** Stems of invented words; the first are the commonest. */
const stems = (() => {
  const random = randomFrom(7);
  const pick = () => syllables[Math.floor(random() * syllables.length)];
  return Array.from({ length: 6000 }, () => pick() + pick() + pick());
})();

/** The words of one text: the nth commonest comes about 1/n as often as the first. */
function wordsOf(random, count) {
  return Array.from({ length: count }, () => stems[Math.floor(stems.length ** random()) - 1] + endings[Math.floor(random() * endings.length)]).join(' ');
}

/** A word of about this rank of commonness, in some form. */
export const wordAt = (rank, random) => stems[rank] + endings[Math.floor(random() * endings.length)];

const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const sortable = (moment) => {
  let text = '';
  for (let rest = moment, i = 0; i < 9; i += 1, rest = Math.floor(rest / 32)) text = digits[rest % 32] + text;
  return text;
};

const begin = Date.UTC(2025, 0, 1);

/** The nth of `size` requests; two years of them, every fifth still open. */
export function rowAt(n, size) {
  const random = randomFrom(n + 1);
  const of = (list) => list[Math.floor(random() * list.length)];
  const submitted = begin + Math.floor((n / size) * 730 * 86_400_000);
  const open = n % 5 === 0;
  const initiator = Math.floor(random() * people.length);
  const due = new Date(submitted + 86_400_000 * (1 + Math.floor(random() * 20))).toISOString();
  const place = n + 1;
  return {
    id: sortable(submitted) + String(n).padStart(11, '0'),
    submitted,
    city: of(cities),
    title: wordsOf(random, 4),
    note: wordsOf(random, 12),
    kind: of(kinds),
    state: open ? (random() < 0.9 ? 'active' : 'postponed') : random() < 0.85 ? 'completed' : 'rejected',
    stage: of(stages),
    unit: units[initiator % units.length],
    initiator: people[initiator],
    performer: of(people),
    number: `ЗК-${String(place).padStart(7, '0')}`,
    place,
    open,
    due,
  };
}
