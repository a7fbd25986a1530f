import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler } from '@requestry/api/handler';
import type { System } from '@requestry/model';
import { createRuntime, type Channel, type Connectors, type FollowUpReceiver, type Runtime, type RuntimeOptions } from '@requestry/runtime';
import type { StorageAdapter } from '@requestry/storage';
import { drained, sendResponse, toRequest } from './http/bridge.js';
import { pageFiles } from './http/page-files.js';
import { staticFiles } from './http/static-files.js';

export interface ServeOptions {
  readonly storage: StorageAdapter;
  /** Who sends a request; nothing when nobody is signed in. Ask your session, or a header that only your proxy can set. */
  userOf(request: Request): string | undefined | Promise<string | undefined>;
  /** What an empty store begins with. */
  readonly system?: System;
  /** Default 8080; 0 takes a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`: reachable from this machine only. */
  readonly host?: string;
  readonly tenant?: string;
  /** Ways to reach people besides their notifications; see `@requestry/server/channels`. */
  readonly channels?: readonly Channel[];
  /** What guards may ask outside, by name. */
  readonly connectors?: Connectors;
  /** Hears of decisions that follow up outside; see `webhookFollowUps`. */
  readonly followUps?: FollowUpReceiver;
  /** Where people open the page, for links in messages: `https://requests.example.org`. Without it they carry none. */
  readonly publicUrl?: string;
  /** Bounds on files that people send; see `RuntimeOptions.files`. */
  readonly uploads?: RuntimeOptions['files'];
  /** How often due work is looked for, milliseconds. Default 2000. */
  readonly workInterval?: number;
  /** Folders by the start of their path; those of the page by default. `false`: the interface alone. */
  readonly files?: Readonly<Record<string, string>> | false;
  /** The page offers to be anybody: for a look at the product, never for real data. */
  readonly demo?: boolean;
  /** Hears of failures that are no answers. Default: `console.error`. */
  onError?(error: unknown): void;
}

/** A running host. */
export interface Served {
  readonly url: string;
  readonly runtime: Runtime;
  /** Stops taking requests, ends open feeds, finishes the work at hand and closes the store. */
  close(): Promise<void>;
}

/** In a demonstration the page says with this header who acts. */
export const demoHeader = 'x-requestry-user';

/** The services over HTTP, the page that uses them, and the work that is due. Several of them may share one store. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { storage, system, tenant = 'main', onError = console.error } = options;
  const runtime = await createRuntime({ storage, ...(options.channels ? { channels: options.channels } : {}), ...(options.uploads ? { files: options.uploads } : {}), ...(options.connectors ? { connectors: options.connectors } : {}), ...(options.followUps ? { followUps: options.followUps } : {}), ...(options.publicUrl === undefined ? {} : linksTo(options.publicUrl)) });
  if (system) await runtime.install(system, { tenant });
  const answer = routes(options, runtime, tenant, onError);
  const server = createServer((incoming, outgoing) => {
    if (hasBody(incoming) && !carriesFile(incoming)) endLate(incoming);
    answer(toRequest(incoming, outgoing, 'http://localhost'))
      .then((response) => drained(incoming).then(() => sendResponse(response, outgoing)))
      .catch((error: unknown) => {
        onError(error);
        outgoing.destroy();
      });
  });
  server.headersTimeout = 15_000;
  server.requestTimeout = fileTime;
  const stopWork = keepWorking(runtime, options.workInterval ?? 2_000, onError);
  const url = await listen(server, options.port ?? 8080, options.host ?? '127.0.0.1');
  return {
    url,
    runtime,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await stopWork();
      await runtime.close();
    },
  };
}

function routes(options: ServeOptions, runtime: Runtime, tenant: string, onError: (error: unknown) => void): (request: Request) => Promise<Response> {
  const userOf = (request: Request): ReturnType<ServeOptions['userOf']> => (options.demo ? (request.headers.get(demoHeader) ?? undefined) : options.userOf(request));
  const api = createHandler({
    base: '/api',
    serviceFor: async (request) => {
      const user = await userOf(request);
      return user === undefined || user === '' ? undefined : runtime.as({ user, tenant });
    },
    intakeFor: () => runtime.intake({ tenant }),
    onError,
  });
  const files = options.files === false ? undefined : staticFiles(options.files ?? pageFiles());
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/')) return api(request);
    if (pathname === '/health') return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } });
    if (pathname === '/session.json') return Response.json(await session(options, runtime, tenant, await userOf(request)), { headers: { 'cache-control': 'no-store' } });
    return (await files?.(request)) ?? new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  };
}

/** How long a body may take to come, milliseconds: a file, and anything else. */
const fileTime = 15 * 60_000;
const bodyTime = 60_000;

const hasBody = ({ method }: IncomingMessage): boolean => method !== 'GET' && method !== 'HEAD';
const carriesFile = ({ method, url = '' }: IncomingMessage): boolean => method === 'POST' && /^\/api\/(?:intake\/[^/]+\/)?files(?:\?|$)/.test(url);

/** Lets go of a caller whose body does not end. */
function endLate(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.destroy(), bodyTime).unref();
  incoming.once('close', () => clearTimeout(timer));
  incoming.once('end', () => clearTimeout(timer));
}

/** What the page has to know before it asks anything else. */
async function session({ demo = false }: ServeOptions, runtime: Runtime, tenant: string, user: string | undefined): Promise<object> {
  if (!demo) return { user: user ?? null };
  const { org } = await runtime.export({ tenant });
  return { demo, people: org.people.filter((person) => !person.archived).map(({ id, name }) => ({ id, name })) };
}

/** Places of the page, as the workspace keeps them. */
function linksTo(publicUrl: string): { readonly link: (request: string) => string; readonly preferencesLink: string } {
  const page = publicUrl.replace(/\/*$/, '/');
  return { link: (request) => `${page}#/requests/${encodeURIComponent(request)}`, preferencesLink: `${page}#/preferences` };
}

/** Passes at most that are waited for at once: those before the last one are held up by a channel. */
const mostPasses = 10;

/**
 * A pass, and another when it is over and a pause has passed; a channel that hangs keeps the next one waiting no longer than that pause.
 * Gives the way to stop, which waits for all that were begun.
 */
function keepWorking(runtime: Runtime, interval: number, onError: (error: unknown) => void): () => Promise<void> {
  const passes = new Set<Promise<unknown>>();
  const run = (): void => {
    if (passes.size >= mostPasses) return;
    const pass = runtime.work().catch(onError);
    passes.add(pass);
    void pass.finally(() => passes.delete(pass));
  };
  run();
  const timer = setInterval(run, interval);
  return async () => {
    clearInterval(timer);
    await Promise.all(passes);
  };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}/`);
    });
  });
}
