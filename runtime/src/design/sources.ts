import { RequestryError, type Issue, type Source, type SourceDesign, type SourceView } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { checkSource, type SourceSurroundings } from '../intake/check-source.js';
import { secretHash, secretLength } from '../intake/secret.js';
import { read, readMany, scanAll } from '../store.js';
import { mustDesign } from './kinds.js';
import { forgottenSave, saving } from './saved.js';

/** All sources with what is wrong with them. */
export async function findSources(context: Context): Promise<readonly SourceView[]> {
  mustDesign(context);
  const [sources, around] = await Promise.all([scanAll<'sources'>(context.store, { index: 'sources' }), surroundings(context)]);
  const secrets = new Set((await readMany(context.store, 'source-secrets', sources.map(({ id }) => id))).map(({ id }) => id));
  return Promise.all(sources.map((source) => viewOf(context, source, around, secrets.has(source.id))));
}

const surroundings = async (context: Context): Promise<Omit<SourceSurroundings, 'kind'>> => {
  const [sources, directories] = await Promise.all([scanAll<'sources'>(context.store, { index: 'sources' }), scanAll<'directories'>(context.store, { index: 'directories' })]);
  return { org: context.org, sources: sources.map(({ body }) => body), directories: directories.map(({ body }) => body) };
};

async function viewOf(context: Context, { body: source, version }: { readonly body: Source; readonly version: number }, around: Omit<SourceSurroundings, 'kind'>, hasSecret: boolean): Promise<SourceView> {
  return { ...source, hasSecret, issues: [...(await issuesOf(context, source, around)), ...secretIssues(source, hasSecret)], version };
}

async function issuesOf(context: Context, source: Source, around: Omit<SourceSurroundings, 'kind'>): Promise<readonly Issue[]> {
  const head = (await read(context.store, 'kinds', source.kind))?.body;
  const kind = head?.publishedVersion === undefined || head.archived ? undefined : (await context.publishedKind(head.id, head.publishedVersion)).kind;
  return checkSource(source, { ...around, kind });
}

const secretIssues = ({ secured }: Source, hasSecret: boolean): readonly Issue[] => (secured && !hasSecret ? [{ code: 'source.no-secret', path: '/secured', severity: 'warning' }] : []);

/** Bytes of JSON that a source may take. */
const largest = 128 * 1024;

/** See `SourceDesign.saveSource`. */
export async function saveSource(context: Context, command: Parameters<SourceDesign['saveSource']>[0]): Promise<SourceView> {
  mustDesign(context);
  const { source, secret } = command;
  const issues = [...sizeIssues(source), ...lengthIssues(secret)];
  if (issues.length > 0) throw refused(source, issues);
  const wrong = (await issuesOf(context, source, await surroundings(context))).filter(({ severity }) => severity !== 'warning');
  if (wrong.length > 0) throw refused(source, wrong);
  const result = await runCommand(context, 'save-source', command, async () => {
    const { ops, version } = await saving(context, 'sources', source.id, source, command.expectedVersion);
    return { ops: [...ops, ...secretOps(source.id, secret)], result: version };
  });
  const kept = await read(context.store, 'source-secrets', source.id);
  return viewOf(context, { body: source, version: Number(result) }, await surroundings(context), kept !== undefined);
}

const refused = ({ id }: Source, issues: readonly Issue[]): RequestryError => new RequestryError('INVALID', `Source "${String(id).slice(0, 64)}" has ${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });

const sizeIssues = (source: Source): readonly Issue[] => (JSON.stringify(source).length > largest ? [{ code: 'source.too-large', path: '', params: { limit: largest } }] : []);

function lengthIssues(secret: string | null | undefined): readonly Issue[] {
  if (secret === undefined || secret === null || (secret.length >= secretLength.least && secret.length <= secretLength.most)) return [];
  return [{ code: 'source.secret', path: '/secret', params: { ...secretLength } }];
}

function secretOps(id: string, secret: string | null | undefined): readonly Op[] {
  if (secret === undefined) return [];
  return [secret === null ? { op: 'delete', ...keyOf('source-secrets', id) } : put('source-secrets', id, { hash: secretHash(secret) })];
}

/** See `SourceDesign.deleteSource`. */
export async function deleteSource(context: Context, command: Parameters<SourceDesign['deleteSource']>[0]): Promise<void> {
  mustDesign(context);
  const { source } = command;
  await runCommand(context, 'delete-source', command, async () => ({ ops: [{ op: 'delete', ...keyOf('sources', source) }, { op: 'delete', ...keyOf('source-secrets', source) }, forgottenSave('sources', source)], result: {} }));
}
