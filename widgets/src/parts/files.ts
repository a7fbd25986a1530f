import type { Files } from '@requestry/forms';
import type { FileService, IntakeService } from '@requestry/model';

/** How files go: fetched with the first form that could have any, since few do. */
type Transfers = typeof import('./file-transfers.js');
let here: Transfers | undefined;
const fetched = async (): Promise<Transfers> => (here ??= await import('./file-transfers.js'));

/** A failure comes after what tells it. */
const why: Files['why'] = (error, locale) => here?.whyNot(error, locale);

const made = new WeakMap<FileService, Map<string, Files>>();

/** The place of a form's files behind a service: the same one for the same service and request, so that a form that is drawn again goes on sending. `request` is where their references stand. */
export function filesOf(service: FileService | undefined, request = ''): Files | undefined {
  // A host's own backend may keep no files yet: names are all there is then.
  if (!service?.keepFile) return undefined;
  void fetched().catch(() => undefined);
  const known = made.get(service) ?? new Map<string, Files>();
  made.set(service, known);
  const files = known.get(request) ?? {
    keep: (file: File, transfer: Parameters<Files['keep']>[1]) => fetched().then(() => service.keepFile({ name: file.name, content: file }, transfer)),
    read: async (file: Parameters<NonNullable<Files['read']>>[0], signal: AbortSignal) => (await fetched()).readBlob(service, request, file, signal),
    why,
  };
  known.set(request, files);
  return files;
}

/** The place of a visitor's files. What they sent they cannot read again. */
export const visitorFiles = (intake: Pick<IntakeService, 'keepVisitorFile'>, source: string, visit: string): Files => ({
  keep: (file, transfer) => fetched().then(() => intake.keepVisitorFile({ source, visit, name: file.name, content: file }, transfer)),
  why,
});
