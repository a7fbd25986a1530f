import { beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '@requestry/api/client';
import { createHandler } from '@requestry/api/handler';
import { describeService, office, type OfficeOptions } from '@requestry/runtime/testing';
import type { Runtime } from '@requestry/runtime';

/** People work through clients of a handler over the runtime: everything passes the wire. */
const connect = (runtime: Runtime) => {
  const handler = createHandler({ base: '/api', serviceFor: ({ headers }) => runtime.as({ user: headers.get('x-user') ?? '', tenant: headers.get('x-tenant') ?? 'main' }), onError: (error) => expect.unreachable(String(error)) });
  return (person: string, tenant = 'main') => createClient({ url: 'http://host/api', fetch: (input, init) => handler(new Request(input, init)), headers: () => ({ 'x-user': person, 'x-tenant': tenant }) });
};

describeService({ name: 'client over handler', open: (options: OfficeOptions) => office({ ...options, connect }), runner: { describe, it, expect, beforeEach } });
