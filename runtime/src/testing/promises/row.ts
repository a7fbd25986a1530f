import type { Services, World } from './world.js';

export type Name = Exclude<keyof Services, 'watch'>;

export type Input<N extends Name> = [Parameters<Services[N]>[0]] extends [undefined] ? object : NonNullable<Parameters<Services[N]>[0]>;

/** What an operation is asked with; the key and the version come from whoever tries it. */
type Plain<I> = I extends unknown ? Omit<I, 'idempotencyKey' | 'expectedVersion'> : never;

interface Base<I> {
  /** Who may. */
  readonly by: string;
  /** Makes what it is about, and says what is asked. */
  ask(world: World): Promise<Plain<I>> | Plain<I>;
  /** The property that names what it is about, when only some know that it is there. */
  readonly of?: string;
  /** What zoe is told, who has no right to anything: a refusal, that there is nothing (an answer without what is not hers), or what everybody is told. */
  readonly stranger: 'NOT_FOUND' | 'FORBIDDEN' | 'nothing' | 'everybody';
}

interface Query<I, O> extends Base<I> {
  readonly reads: true;
  /** The answer tells of what zoe must not know. By default: of what anna wrote. */
  tells?(answer: O): boolean;
}

interface Command<I> extends Base<I> {
  /** What makes something else of what is asked. */
  other(input: Plain<I>): Partial<Plain<I>>;
}

/** Over what somebody saw: the version it has now. */
type Versioned<I> = Command<I> & {
  version(world: World, input: Plain<I>): Promise<number>;
  /** Nobody changed it last: the system did. */
  readonly changedByItself?: true;
};

/** Why nothing that somebody saw is lost without an expected version. */
type Versionless<I> = Command<I> & { readonly versionless: string };

/** Why a repeat does no harm without a key. */
type Keyless<I> = Base<I> & { readonly keyless: string };

/** How the promises of one operation are tried. What it has to say follows from what the operation takes. */
export type Row<N extends Name> = 'idempotencyKey' extends keyof Input<N>
  ? 'expectedVersion' extends keyof Input<N> ? Versioned<Input<N>> : Versionless<Input<N>>
  : Query<Input<N>, Awaited<ReturnType<Services[N]>>> | Keyless<Input<N>>;

export type Rows<N extends Name = Name> = { readonly [Each in N]: Row<Each> };
