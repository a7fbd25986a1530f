import { RequestryError, type FileRef, type FileService } from '@requestry/model';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { collected, streamOf } from '../../files/bytes.js';
import type { Choices, Maker } from './commands.js';

/** Few enough that several people bring the same. */
const contents = ['one', 'two', 'three'];

/** Brings a file: one that others bring too, or one of its own. Every try brings another, which is nobody's, and means the first that came: a repeat says the same. */
export function bringing({ random }: Choices, key: string): (service: FileService) => Promise<FileRef> {
  const shared = random.chance(0.3) ? random.pick(contents) : undefined;
  let tries = 0;
  let first: FileRef | undefined;
  return async (service) => {
    const text = shared ?? `${key} ${(tries += 1)}`;
    const brought = await service.keepFile({ name: `${text}.txt`, content: streamOf(new TextEncoder().encode(text)) });
    return (first ??= brought);
  };
}

/** A file that hangs nowhere afterwards. */
export const keepFile: Maker = (choices) => {
  const key = choices.key();
  const bring = bringing(choices, key);
  return { name: 'keep', by: choices.random.pick(['anna', 'boris', 'dina', 'leo']), key, evidence: 'none', run: async (service) => (await bring(service), null) };
};

/** Files that somebody has waiting, or sees; now and then one that is somebody else's. One at most. */
export function filesOf({ mirror, random }: Choices, by: string): readonly FileRef[] {
  const refs = [...mirror.files].flatMap(([sha, { type, size, waiting }]) => waiting.filter((each) => each.by === by || random.chance(0.05)).map(({ name }): FileRef => ({ name, type, size, sha256: sha })));
  return refs.length > 0 ? [random.pick(refs)] : [];
}

/** Somebody reads a file where it hangs, and reads what was sent; or is told that there is none, since they do not see it or it was taken down meanwhile. */
export const fetchFile: Maker = ({ mirror, random, key }) => {
  const places = [...mirror.places.values()].filter(({ request }) => request !== undefined);
  if (places.length === 0) return undefined;
  const { file, request = '' } = random.pick(places);
  return {
    name: 'fetch', by: random.pick(['anna', 'dina', 'dina', 'boris']), key: key(), evidence: 'none',
    run: async (service) => {
      const found = await service.readFile({ file, request }).catch(unlessGone);
      const read = found && bytesToHex(sha256(await collected(found.content)));
      if (found && read !== file) throw new RequestryError('DAMAGED', `${file} reads as ${String(read)}`);
      return null;
    },
  };
};

function unlessGone(error: unknown): undefined {
  if (!(error instanceof RequestryError) || error.code !== 'NOT_FOUND') throw error;
}
