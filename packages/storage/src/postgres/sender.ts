import type { Sender } from '../commit-queue.js';
import { answersOf, callOf, fitsOneCall, type SentBatch } from './commit.js';
import type { Connection } from './connection.js';
import { isLost } from './errors.js';

/** Commits by a function of the server. Two calls at once: it works on one while we read the answer of the other and decide what comes next. */
export function postgresSender(connection: Connection, schema: string, now: () => number | null): Sender<SentBatch> {
  const sql = `SELECT ${schema}.commit_batches($1, $2, $3, $4::float8, $5, $6::integer) AS answer`;
  const call = async (batches: readonly SentBatch[]) => callOf(batches, now(), await connection.era());
  const answers = ([row]: readonly { readonly answer: string }[]) => answersOf(row!.answer);
  return {
    mostCalls: 2,
    fits: fitsOneCall,
    send: async (batches) => answers(await connection.attempt<{ answer: string }>(sql, ...(await call(batches)))),
    sendAlone: async (batch, error) => {
      if (error !== undefined && isLost(error) && !batch.repeatable) throw connection.unknown(error);
      const [commit] = answers(await connection[batch.repeatable ? 'ask' : 'askOnce']<{ answer: string }>(sql, ...(await call([batch]))));
      return commit!;
    },
  };
}
