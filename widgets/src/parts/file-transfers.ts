import { RequestryError, type FileRef, type FileService, type Locale } from '@requestry/model';
import { errorText } from '@requestry/ui';
import '@requestry/ui/kept-file';

/** What sending again may help against. */
const passing: readonly string[] = ['STORAGE_UNAVAILABLE', 'CONFLICT', 'UNAUTHENTICATED', 'STORAGE_FULL'];

/** Why a file was not kept, and whether sending it again may help; nothing of what nobody expected. */
export const whyNot = (error: unknown, locale: Locale) => (error instanceof RequestryError ? { text: errorText(error, locale), again: passing.includes(error.code) } : undefined);

/** The bytes of a file, for whoever the service is of. */
export async function readBlob(service: FileService, request: string, file: FileRef, signal: AbortSignal): Promise<Blob> {
  const { content } = await service.readFile({ file: file.sha256 ?? '', ...(request === '' ? {} : { request }) }, { signal });
  return new Blob([await new Response(content).arrayBuffer()], { type: file.type });
}
