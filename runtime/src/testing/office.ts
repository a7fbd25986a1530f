import type { DesignService, RequestService, System } from '@requestry/model';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import type { ExecutionCore } from '../process/index.js';
import { createRuntime, type Runtime, type RuntimeOptions } from '../runtime.js';

export interface OfficeOptions {
  readonly system: System;
  /** In memory when absent. */
  readonly storage?: StorageAdapter;
  /** The native engine when absent. */
  readonly core?: ExecutionCore;
  /** How messages leave; nothing but notifications when absent. */
  readonly messages?: Pick<RuntimeOptions, 'channels' | 'link' | 'preferencesLink' | 'wait' | 'connectors' | 'followUps' | 'files'>;
  /** What people work through; the runtime itself when absent. */
  connect?(runtime: Runtime): Office['as'];
  /** When the clock starts. Default: Monday 2026-03-02, 10:00 in Moscow. */
  readonly now?: string;
}

/** An organisation at work, in memory, with a clock that stands still until it is moved. */
export interface Office {
  readonly runtime: Runtime;
  readonly storage: StorageAdapter;
  /** What a person can do, in the organisation of the office unless another tenant is named. */
  as(person: string, tenant?: string): RequestService & DesignService;
  now(): number;
  /** Moves the clock and does what became due. */
  pass(time: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): Promise<void>;
  /** A fresh idempotency key. */
  key(): string;
}

export async function office({ system, storage: given, core, messages, connect, now: start = '2026-03-02T10:00:00+03:00' }: OfficeOptions): Promise<Office> {
  let now = Date.parse(start);
  let count = 0;
  const clock = (): number => now;
  const ids = (): string => `id${String((count += 1)).padStart(6, '0')}`;
  const storage = given ?? memoryStorage({ now: clock });
  const runtime = await createRuntime({ storage, clock, ids, ...(core ? { core } : {}), ...messages });
  await runtime.install(system);
  return {
    runtime,
    storage,
    as: connect?.(runtime) ?? ((user, tenant) => runtime.as({ user, ...(tenant === undefined ? {} : { tenant }) })),
    now: clock,
    pass: async ({ days = 0, hours = 0, minutes = 0 }) => {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000;
      await runtime.work();
    },
    key: () => `key-${(count += 1)}`,
  };
}
