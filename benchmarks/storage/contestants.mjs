import { people, under } from './template.mjs';

/**
 * Who does the work, on a store each. `prepare` makes so many requests that wait for an approval and gives the work on each: a function that completes
 * one. `requestry` decides in the runtime; `with its answer` also reads the view that the service gives back; `bare batch` repeats the same reads and the
 * same batch without a runtime; `hand-made tables` do the same transition by SQL of their own.
 */
export async function contestantsOn(ours, template, { open, handmade }) {
  const first = await open();
  const runtime = await ours.createRuntime({ storage: first });
  await runtime.install(ours.system);
  const complete = ours.completer(first);
  const bare = await open();
  await bare.open();
  const store = bare.tenant('main');
  const made = handmade ? await handmade(template) : undefined;
  let round = 0;

  /** Requests that wait for their first approval, put there as the template has them. */
  const waiting = async (on, count) => {
    round += 1;
    const ids = idsFor(template, round, count);
    for (let n = 0; n < count; n += 32) await applied(on.commit({ ops: ids.slice(n, n + 32).flatMap((id) => under(template.before, id)), durability: 'relaxed' }));
    return ids;
  };
  const commands = async (count) => (await waiting(first.tenant('main'), count)).map((id) => ({ task: under(template.task, id), outcome: 'approve', idempotencyKey: id }));

  const contestants = {
    requestry: { prepare: async (count) => (await commands(count)).map((command) => () => complete(people.head, command)) },
    'requestry, with its answer': { prepare: async (count) => (await commands(count)).map((command) => () => runtime.as({ user: people.head }).completeTask(command)) },
    'bare batch': {
      prepare: async (count) => {
        const ids = await waiting(store, count);
        return ids.map((id) => {
          const calls = under(template.calls, id);
          return async () => {
            for (const [verb, given] of calls) await (verb === 'commit' ? applied(store.commit(given)) : store[verb](given));
          };
        });
      },
    },
    ...(made ? { 'hand-made tables': { prepare: async (count) => made.prepare(idsFor(template, (round += 1), count)) } } : {}),
  };
  return { contestants, close: () => Promise.all([runtime.close(), bare.close()]) };
}

/** As the runtime makes them: nine letters of the moment of submission, then eleven of their own. */
const idsFor = ({ moment }, round, count) => Array.from({ length: count }, (_, n) => `${moment}${String(round).padStart(5, '0')}${String(n).padStart(6, '0')}`);

async function applied(commit) {
  const result = await commit;
  if (!result.ok) throw new Error(`a batch was refused: ${JSON.stringify(result)}`);
}
