import { RequestryError, type Json } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import { rows } from '../promises/rows.js';
import { openWorld, others, secret, type Services, type World } from '../promises/world.js';

type Asked = Readonly<Record<string, Json | undefined>>;

/** A row as the suite reads it: whichever operation it is of. */
interface Tried {
  readonly by: string;
  readonly of?: string;
  readonly stranger: 'NOT_FOUND' | 'FORBIDDEN' | 'nothing' | 'everybody';
  readonly reads?: true;
  ask(world: World): Promise<Asked> | Asked;
  tells?(answer: unknown): boolean;
  other?(input: Asked): Asked;
  version?(world: World, input: Asked): Promise<number>;
  readonly changedByItself?: true;
}

const table = Object.entries(rows) as unknown as readonly (readonly [string, Tried])[];
const commands = table.filter(([, { other }]) => other !== undefined);
const versioned = table.filter(([, { version }]) => version !== undefined);

const tellsSecret = (answer: unknown): boolean => JSON.stringify(answer ?? null).includes(secret);

/** Looks like the id, and is none. */
const noId = (id: unknown): string => String(id).replace(/\w/g, '0');

/** What every operation of the services promises: who may not is refused, a repeat changes nothing, and nothing is written over what nobody saw. */
export function promises({ open, runner: { describe, it, expect } }: ServiceSuite): void {
  let world: Promise<World> | undefined;
  const opened = (): Promise<World> => (world ??= openWorld(open));

  const call = (service: Services, name: string, input: Asked): Promise<unknown> => (service as unknown as Readonly<Record<string, (input: Asked) => Promise<unknown>>>)[name]?.(input) ?? Promise.reject(new Error(`There is no ${name}`));

  /** What is asked, over the version it has now where that counts. */
  async function prepared(row: Tried, here: World): Promise<Asked> {
    const asked = await row.ask(here);
    return row.version ? { ...asked, expectedVersion: await row.version(here, asked) } : asked;
  }

  const keyed = ({ other }: Tried, { key }: World, input: Asked): Asked => (other ? { ...input, idempotencyKey: key() } : input);

  async function refusal(promise: Promise<unknown>): Promise<RequestryError> {
    const error = await promise.then((answer) => new Error(`A refusal was expected, found ${JSON.stringify(answer)}`), (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw error;
    return error;
  }

  /** Everything that a refusal says, where the id that was asked for does not count, or that of its request. */
  const said = ({ code, message, params, issues }: RequestryError, id: unknown): string => String(id).split('.').reduce((text, part) => text.replaceAll(part, '…'), JSON.stringify([code, message, params, issues]));

  async function writesNothing(here: World, act: () => Promise<unknown>): Promise<void> {
    const before = await here.writes();
    await act();
    expect(await here.writes()).toBe(before);
  }

  describe('every operation', () => {
    it('has its promises told', async () => {
      const { as } = await opened();
      expect(Object.keys(as('anna')).filter((name) => name !== 'watch').sort()).toEqual(Object.keys(rows).sort());
    });

    it.each(table)('%s tells a person without any right nothing, not even that there is something', async (name, row) => {
      const here = await opened();
      const input = await prepared(row, here);
      const asZoe = (asked: Asked) => call(here.as('zoe'), name, keyed(row, here, asked));
      if (row.stranger === 'everybody') return void (await asZoe(input));
      await writesNothing(here, async () => {
        if (row.stranger === 'nothing') return expect((row.tells ?? tellsSecret)(await asZoe(input))).toBe(false);
        const refused = await refusal(asZoe(input));
        expect(refused.code).toBe(row.stranger);
        expect(said(refused, input[row.of ?? '']), 'it tells nothing of them').not.toContain(secret);
        if (row.of === undefined) return;
        const unknown = noId(input[row.of]);
        expect(said(await refusal(asZoe({ ...input, [row.of]: unknown })), unknown)).toBe(said(refused, input[row.of]));
      });
    });

    it.each(table)('%s reaches nothing of another organisation in the same store', async (name, row) => {
      const here = await opened();
      const input = await prepared(row, here);
      await writesNothing(here, async () => {
        const answer = await call(here.as('adam', row.reads ? others.silent : others.busy), name, keyed(row, here, input)).catch((error: unknown) => (error instanceof RequestryError ? error : Promise.reject(error)));
        if (row.of !== undefined && row.stranger === 'NOT_FOUND') expect(answer).toMatchObject({ code: 'NOT_FOUND' });
        if (row.reads) expect(tellsSecret(answer)).toBe(false);
      });
    });

    it.each(table.filter(([, { reads }]) => reads))('%s answers whoever may, and writes nothing', async (name, row) => {
      const here = await opened();
      const input = await prepared(row, here);
      await writesNothing(here, async () => {
        const answer = await call(here.as(row.by), name, input);
        if (row.stranger === 'nothing') expect((row.tells ?? tellsSecret)(answer)).toBe(true);
      });
    });

    it.each(commands)('%s is done once under one key, and refuses the key for anything else', async (name, row) => {
      const here = await opened();
      const input = keyed(row, here, await prepared(row, here));
      const before = await here.writes();
      const answer = await call(here.as(row.by), name, input);
      expect(await here.writes(), 'it is done').toBeGreaterThan(before);
      await writesNothing(here, async () => {
        expect(await call(here.as(row.by), name, input)).toEqual(answer);
        if (row.version) expect(await call(here.as(row.by), name, { ...input, expectedVersion: Number(input.expectedVersion) + 1 }), 'whatever version was seen meanwhile').toEqual(answer);
        expect(await refusal(call(here.as(row.by), name, { ...input, ...row.other?.(input) }))).toMatchObject({ code: 'INVALID', issues: [{ code: 'command.key-used', path: '/idempotencyKey' }] });
      });
    });

    it.each(table.filter(([, row]) => !row.reads && !row.other))('%s needs no key: again it answers the same', async (name, row) => {
      const here = await opened();
      const input = await prepared(row, here);
      expect(await call(here.as(row.by), name, input)).toEqual(await call(here.as(row.by), name, input));
    });

    it.each(versioned)('%s is not done over what the person has not seen, and says who changed it and when', async (name, row) => {
      const here = await opened();
      const input = await prepared(row, here);
      const version = Number(input.expectedVersion);
      const over = (expectedVersion: number) => call(here.as(row.by), name, { ...keyed(row, here, input), expectedVersion });
      await writesNothing(here, async () => {
        for (const other of [version + 1, version + 7]) {
          const { code, params } = await refusal(over(other));
          expect([code, params.at]).toEqual(['CONFLICT', expect.stringMatching(/^2026-03-0\dT/)]);
          if (!row.changedByItself) expect(params).toMatchObject({ by: expect.stringMatching(/^[a-z]+$/) as unknown, byName: expect.stringMatching(/^[A-Z][a-z]+$/) as unknown });
        }
      });
      const before = await here.writes();
      await over(version);
      expect(await here.writes(), 'it is done over what was seen').toBeGreaterThan(before);
    });
  });
}
