import type { Files } from '@requestry/forms';
import { RequestryError, type FileRef, type FileService, type IntakeService, type Locale } from '@requestry/model';
import { errorText } from '@requestry/ui';
import type { ReadFile } from '@requestry/ui/kept-file';

/** What sending again may help against. */
const passing: readonly string[] = ['STORAGE_UNAVAILABLE', 'CONFLICT', 'UNAUTHENTICATED', 'STORAGE_FULL'];

const why = (error: unknown, locale: Locale) => (error instanceof RequestryError ? { text: errorText(error, locale), again: passing.includes(error.code) } : undefined);

/** Reads files for whoever the service is of; `request` is where their references stand. */
export const readerOf = (service: Pick<FileService, 'readFile'>, request?: string): ReadFile => async (file: FileRef, signal) => {
  const { content } = await service.readFile({ file: file.sha256 ?? '', ...(request === undefined ? {} : { request }) }, { signal });
  const bytes = await new Response(content).arrayBuffer();
  return new Blob([bytes], { type: file.type });
};

const made = new WeakMap<FileService, Map<string, Files>>();

/** The place of a form's files behind a service: the same one for the same service and request, so that a form that is drawn again goes on sending. */
export function filesOf(service: FileService | undefined, request = ''): Files | undefined {
  // A host's own backend may keep no files yet: names are all there is then.
  if (typeof service?.keepFile !== 'function') return undefined;
  const known = made.get(service) ?? new Map<string, Files>();
  made.set(service, known);
  const files = known.get(request) ?? {
    keep: (file: File, transfer: Parameters<Files['keep']>[1]) => service.keepFile({ name: file.name, content: file }, transfer),
    read: readerOf(service, request === '' ? undefined : request),
    why,
  };
  known.set(request, files);
  return files;
}

/** The place of a visitor's files. What they sent they cannot read again. */
export const visitorFiles = (intake: Pick<IntakeService, 'keepVisitorFile'>, source: string, visit: string): Files => ({
  keep: (file, transfer) => intake.keepVisitorFile({ source, visit, name: file.name, content: file }, transfer),
  why,
});
