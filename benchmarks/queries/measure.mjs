import { median } from '../lib/median.mjs';
import { cities, kinds, people, randomFrom, stages, wordAt } from './data.mjs';

export const asked = 100;
const warmUp = 20;

/** Questions of one sort with different values, and how ours is asked. `same` names what both have to find. */
const sorts = {
  'inbox page': {
    value: (random) => ({ person: people[Math.floor(random() * people.length)] }),
    peer: 'inbox',
    ours: (runtime, { person }) => runtime.as({ user: person }).findTasks({ view: 'mine', limit: 50 }),
    same: [(page) => page.items.map(({ request }) => request), (rows) => rows.map(({ request }) => request)],
  },
  'register, 3 filters': {
    value: (random) => ({ kind: kinds[Math.floor(random() * kinds.length)], state: 'completed', city: cities[Math.floor(random() * cities.length)] }),
    peer: 'register',
    ours: (runtime, { kind, state, city }) => runtime.as({ user: 'gromov' }).findRequests({ filter: { kind, state: [state], fields: { location: { eq: city } } }, limit: 50 }),
    same: [(page) => page.items.map(({ id }) => id), (rows) => rows.map(({ id }) => id)],
  },
  'text, rare word': textOf((random) => [wordAt(3000 + Math.floor(random() * 2900), random)]),
  'text, common word': textOf((random) => [wordAt(Math.floor(random() * 20), random)]),
  'text, two words': textOf((random) => [wordAt(5 + Math.floor(random() * 50), random), wordAt(100 + Math.floor(random() * 400), random)]),
  'board counts': {
    value: (random) => ({ kind: kinds[Math.floor(random() * kinds.length)], stages }),
    peer: 'board',
    ours: (runtime, { kind }) => runtime.as({ user: 'gromov' }).countRequests({ filter: { kind, state: ['active', 'postponed'] }, by: 'stage' }),
    same: [({ groups }) => groups.map(({ count }) => count), ([row]) => Object.values(row).map(Number)],
  },
};

function textOf(words) {
  return {
    value: (random) => ({ words: words(random).join(' ') }),
    peer: 'text',
    ours: (runtime, value) => runtime.as({ user: 'gromov' }).findRequests({ filter: { text: value.words }, limit: 50 }),
    same: [(page) => page.items.map(({ id }) => id), (rows) => rows.map(({ id }) => id)],
  };
}

/** Percentile of a list, by rank. */
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];

async function timed(work) {
  const begin = performance.now();
  const result = await work();
  return { ms: performance.now() - begin, result };
}

/** Ours and the hand-made query take turns, question by question. */
export async function measureQueries(runtime, handmade) {
  const found = [];
  for (const [name, { value, peer, ours, same }] of Object.entries(sorts)) {
    if (!handmade[peer]) continue;
    const random = randomFrom(99);
    const times = { ours: [], theirs: [] };
    let different = 0;
    for (let n = -warmUp; n < asked; n += 1) {
      const question = value(random);
      const calls = { ours: () => ours(runtime, question), theirs: () => handmade[peer](question) };
      const results = {};
      for (const who of n % 2 ? ['ours', 'theirs'] : ['theirs', 'ours']) {
        const { ms, result } = await timed(calls[who]);
        results[who] = result;
        if (n >= 0) times[who].push(ms);
      }
      const [mine, theirs] = [same[0](results.ours), same[1](results.theirs).slice(0, 50)].map((list) => JSON.stringify(list));
      if (n >= 0 && mine !== theirs) different += 1;
    }
    found.push({ name, different, ours: { p50: median(times.ours), p95: percentile(times.ours, 0.95) }, theirs: { p50: median(times.theirs), p95: percentile(times.theirs, 0.95) } });
  }
  return found;
}
