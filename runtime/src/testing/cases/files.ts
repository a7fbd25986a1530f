import { RequestryError, type FileRef, type JsonObject, type RequestView } from '@requestry/model';
import type { ServiceSuite } from '../describe-service.js';
import { laboratory } from '../laboratory.js';
import type { Office } from '../office.js';

const png = (more = ''): Blob => new Blob([new Uint8Array([0x89]), 'PNG\r\n\x1a\n', more]);
const pdf = (more = ''): Blob => new Blob([`%PDF-1.7 ${more}`]);

/** Files: who keeps them, where they hang, who reads them, and when they go. */
export function files({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: laboratory });
  });

  const keep = (by: string, name: string, content: Blob | ReadableStream<Uint8Array>): Promise<FileRef> => place.as(by).keepFile({ name, content });
  const submit = (by: string, data: object, kind = 'photo'): Promise<RequestView> => place.as(by).submitRequest({ kind, data: { what: 'Look', ...data } as unknown as JsonObject, idempotencyKey: place.key() });
  const say = (by: string, request: string, given: readonly FileRef[], more: object = {}) => place.as(by).addComment({ request, body: 'See', visibility: 'public', files: given, ...more, idempotencyKey: place.key() });
  const read = async (by: string, file: FileRef, more: object = {}): Promise<string> => new Response((await place.as(by).readFile({ file: file.sha256 ?? '', ...more })).content).text();
  const taskOf = async (person: string): Promise<string> => (await place.as(person).findTasks({ view: 'mine' })).items[0]?.id ?? '';
  const complete = async (by: string, data: object = {}, outcome = 'approve'): Promise<RequestView> => place.as(by).completeTask({ task: await taskOf(by), outcome, data: data as JsonObject, idempotencyKey: place.key() });

  async function refusal(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return [error.code, error.params.reason ?? '', ...error.issues.map(({ code, path = '' }) => `${code}${path}`)].filter(Boolean).join(' ');
  }

  /** Who of these reads it: their letters. */
  async function readers(file: FileRef, people = ['anna', 'boris', 'erik', 'greta', 'kurt', 'olaf']): Promise<string> {
    const found = await Promise.all(people.map((person) => read(person, file).then(() => person[0], (error: unknown) => (error instanceof RequestryError && error.code === 'NOT_FOUND' ? '' : Promise.reject(error)))));
    return found.join('');
  }

  describe('a kept file', () => {
    it('comes back byte for byte, whole and in parts, by whatever way it came (Y-10)', async () => {
      const bytes = Uint8Array.from({ length: 700_000 }, (_, at) => (at * 7919) % 251);
      const file = await keep('anna', 'scan.bin', new Blob([bytes]));
      expect(file).toMatchObject({ name: 'scan.bin', type: 'application/octet-stream', size: 700_000 });
      const stream = await keep('anna', 'again.bin', new Blob([bytes]).stream());
      expect(stream.sha256).toBe(file.sha256);
      const part = async (start?: number, end?: number): Promise<readonly [number, number, number]> => {
        const found = await place.as('anna').readFile({ file: file.sha256 ?? '', ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) });
        const got = new Uint8Array(await new Response(found.content).arrayBuffer());
        expect(got).toEqual(bytes.slice(start ?? 0, end ?? bytes.length));
        return [found.start, found.end, found.file.size];
      };
      expect(await part()).toEqual([0, 700_000, 700_000]);
      expect(await part(262_140, 262_150)).toEqual([262_140, 262_150, 700_000]);
      expect(await part(-5)).toEqual([699_995, 700_000, 700_000]);
      expect(await part(699_000, 800_000)).toEqual([699_000, 700_000, 700_000]);
      expect(await part(-10, -5)).toEqual([699_990, 699_995, 700_000]);
      expect(await refusal(place.as('anna').readFile({ file: file.sha256 ?? '', start: 700_000 }))).toBe('INVALID file.range/start');
      expect(await read('anna', await keep('anna', 'empty.txt', new Blob([])))).toBe('');
    });

    it('is what is in it, not what its name says', async () => {
      const type = async (name: string, content: Blob): Promise<string> => (await keep('anna', name, content)).type;
      expect(await type('photo.pdf', png())).toBe('image/png');
      expect(await type('photo.png', pdf())).toBe('application/pdf');
      expect(await type('photo.png', new Blob(['<html><script>alert(1)</script>']))).toBe('text/html');
      expect(await type('photo.jpg', new Blob(['<?xml version="1.0"?><svg onload="alert(1)"/>']))).toBe('image/svg+xml');
      expect(await type('table.csv', new Blob(['a;b\n1;2']))).toBe('text/csv');
      expect(await type('table.csv', png())).toBe('image/png');
      expect(await type('letter.docx', new Blob(['PK\x03\x04', 'word/document.xml']))).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
      expect(await type('letter.docx', new Blob(['PK\x03\x04', 'evil.exe']))).toBe('application/zip');
    });

    it('has a name that leads nowhere', async () => {
      const name = async (given: string): Promise<string> => (await keep('anna', given, png())).name;
      expect(await name('../../etc/пароли.png')).toBe('пароли.png');
      expect(await name('C:\\Users\\a\u202Egnp.exe')).toBe('agnp.exe');
      expect(await name('..')).toBe('file');
      expect(await name('a\u0000b"<c>\n.png.')).toBe('abc.png');
      expect(await name(`${'я'.repeat(300)}.jpeg`)).toBe(`${'я'.repeat(144)}.jpeg`);
      expect(await name('Смета №5 (final)*.pdf')).toBe('Смета №5 (final).pdf');
    });

    it('is read by its sender alone while it hangs nowhere, and goes after a day (Y-10)', async () => {
      const file = await keep('anna', 'a.png', png());
      expect(await readers(file)).toBe('a');
      await place.pass({ hours: 23 });
      expect(await readers(file)).toBe('a');
      await place.pass({ hours: 2 });
      expect(await readers(file)).toBe('');
      expect(await place.storage.tenant('main').blobs?.stat(file.sha256 ?? '')).toBe(null);
    });

    it('stays as long as a draft holds it', async () => {
      const file = await keep('anna', 'a.png', png());
      await place.as('anna').saveDraft({ kind: 'photo', data: { photos: [{ ...file }] }, step: 0 });
      for (let days = 0; days < 4; days += 1) await place.pass({ days: 1 });
      expect(await readers(file)).toBe('a');
      await place.as('anna').deleteDraft({ kind: 'photo' });
      await place.pass({ days: 2 });
      expect(await readers(file)).toBe('');
    });
  });

  describe('a file in a field', () => {
    it('is read by whoever sees the field at this step, and by nobody else', async () => {
      const [photo, plan, secret] = await Promise.all([keep('anna', 'a.png', png('1')), keep('anna', 'p.pdf', pdf('1')), keep('anna', 's.pdf', pdf('2'))]);
      const { id } = await submit('anna', { photos: [photo], plan: [plan], secret: [secret] });
      await place.as('anna').addParticipant({ request: id, person: 'olaf', role: 'guest', idempotencyKey: place.key() });
      expect([await readers(photo), await readers(plan), await readers(secret)]).toEqual(['abe', 'ae', 'b']);
      await complete('boris');
      expect([await readers(photo), await readers(plan), await readers(secret)]).toEqual(['abek', 'abek', '']);
      expect(await refusal(place.as('greta').readFile({ file: photo.sha256 ?? '', request: id }))).toBe('NOT_FOUND');
    });

    it('cannot be had by naming its hash: in a request, a comment, a step, a recurring request, with whatever size and name', async () => {
      const secret = await keep('anna', 's.png', png('secret'));
      await submit('anna', { secret: [secret] });
      const unknown = { ...secret, sha256: '0'.repeat(64) };
      for (const file of [secret, unknown, { ...secret, sha256: 'x' }, { ...secret, sha256: `${secret.sha256}:request:x` }]) {
        expect(await refusal(submit('greta', { photos: [file] }))).toBe('INVALID file.unknown/photos/0');
        expect(await refusal(submit('greta', { lines: [{ part: 'x' }, { picture: [file] }] }))).toBe('INVALID file.unknown/lines/1/picture/0');
        expect(await refusal(place.as('greta').startRecurrence({ kind: 'photo', data: { what: 'x', photos: [{ ...file }] }, rule: { every: 'day', from: '2026-03-03' }, idempotencyKey: place.key() }))).toBe('INVALID file.unknown/photos/0');
      }
      const own = await submit('greta', {});
      expect(await refusal(say('greta', own.id, [secret]))).toBe('INVALID file.unknown/files/0');
      expect(await refusal(say('anna', own.id, [secret]))).toBe('NOT_FOUND');
      expect(await refusal(say('greta', own.id, [{ name: 'a', type: 'b', size: 1 }]))).toBe('INVALID file.unknown/files/0');
      await place.as('greta').saveDraft({ kind: 'photo', data: { what: 'x', photos: [{ ...secret }] }, step: 0 });
      expect(await readers(secret)).toBe('b');
    });

    it('cannot be had by moving it out of a field that is hidden', async () => {
      const plan = await keep('anna', 'p.pdf', pdf('plan'));
      const { id } = await submit('anna', { plan: [plan] });
      expect(await refusal(complete('boris', { secret: [plan] }))).toBe('INVALID file.unknown/secret/0');
      expect(await readers(plan)).toBe('ae');
      const fresh = await keep('boris', 'b.pdf', pdf('b'));
      await complete('boris', { secret: [fresh] });
      expect((await place.as('anna').getRequest({ request: id })).data.secret).toBe(undefined);
      expect(await readers(fresh)).toBe('');
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('may be hung once more by whoever reads it', async () => {
      const photo = await keep('anna', 'a.png', png('one'));
      await submit('anna', { photos: [photo] });
      const again = await submit('boris', { photos: [photo] });
      expect(again.data.photos).toEqual([photo]);
    });

    it('is of the sorts, size and number that the field takes, whatever is sent', async () => {
      const [photo, large, plan, words, drawing, page] = await Promise.all([
        keep('anna', 'a.png', png('a')), keep('anna', 'l.png', png('l'.repeat(2_000))), keep('anna', 'a.pdf', pdf('p')), keep('anna', 'a.csv', new Blob(['a;b'])), keep('anna', 'a.cdr', new Blob([new Uint8Array([1, 2, 3, 0])])), keep('anna', 'x.cdr', new Blob(['<html>'])),
      ]);
      expect(await refusal(submit('anna', { photos: [plan] }))).toBe('INVALID file.wrong-type/photos/0');
      expect(await refusal(submit('anna', { plan: [photo] }))).toBe('INVALID file.wrong-type/plan/0');
      expect(await refusal(submit('anna', { plan: [{ ...photo, type: 'application/pdf' }] }))).toBe('INVALID file.not-as-kept/plan/0');
      expect(await refusal(submit('anna', { plan: [page] }))).toBe('INVALID file.wrong-type/plan/0');
      expect(await refusal(submit('anna', { photos: [large] }))).toBe('INVALID form.maximum/photos/0/size');
      expect(await refusal(submit('anna', { photos: [{ ...large, size: 999 }] }))).toBe('INVALID file.not-as-kept/photos/0');
      expect(await refusal(submit('anna', { photos: [photo, photo, photo, photo] }))).toBe('INVALID form.maxItems/photos');
      expect(await refusal(submit('anna', { photos: [{ ...photo, name: '../a.png' }] }))).toBe('INVALID file.name/photos/0');
      expect(await refusal(submit('anna', { lines: [{ picture: [plan] }] }))).toBe('INVALID file.wrong-type/lines/0/picture/0');
      for (const file of [plan, words, drawing]) await submit('anna', { plan: [file], photos: [photo], lines: [{ picture: [photo] }] });
    });

    it('goes when it is taken out of its last place', async () => {
      const [old, fresh, shared] = await Promise.all([keep('anna', 'o.png', png('o')), keep('boris', 'n.png', png('n')), keep('anna', 's.png', png('s'))]);
      const { id } = await submit('anna', { photos: [old, shared] });
      await say('anna', id, [shared]);
      await complete('boris', { photos: [fresh] });
      expect([await readers(old), await readers(fresh), await readers(shared)]).toEqual(['', 'abek', 'abek']);
      await place.pass({ minutes: 1 });
      const left = await Promise.all([old, fresh, shared].map(({ sha256 = '' }) => place.storage.tenant('main').blobs?.stat(sha256)));
      expect(left.map((found) => found !== null)).toEqual([false, true, true]);
      expect(await readers(shared)).toBe('abek');
    });

    it('is there each time a recurring request is made, until it ends (X-10)', async () => {
      const file = await keep('anna', 'r.png', png('r'));
      const recurrence = await place.as('anna').startRecurrence({ kind: 'photo', data: { what: 'Weekly', photos: [{ ...file }] }, rule: { every: 'week', from: '2026-03-16' }, idempotencyKey: place.key() });
      expect(await readers(file)).toBe('ae');
      await place.pass({ days: 10 });
      expect(await readers(file)).toBe('ae');
      for (let days = 0; days < 12; days += 1) await place.pass({ days: 1 });
      const [made] = (await place.as('anna').findRequests({ filter: { mine: true } })).items;
      expect((await place.as('anna').getRequest({ request: made?.id ?? '' })).data.photos).toEqual([file]);
      await place.as('anna').stopRecurrence({ recurrence: recurrence.id, idempotencyKey: place.key() });
      await place.pass({ days: 2 });
      expect(await readers(file)).toBe('abe');
    });
  });

  describe('a file in a comment', () => {
    it('is read by whoever may read the comment (O-08, Y-10, Y-21)', async () => {
      const { id } = await submit('anna', {});
      await place.as('anna').addParticipant({ request: id, person: 'olaf', role: 'guest', idempotencyKey: place.key() });
      const [open_, hidden] = [await keep('anna', 'screen.png', png('screen')), await keep('boris', 'call.mp3', new Blob(['ID3 call']))];
      const comment = await say('anna', id, [open_], { body: '' });
      expect(comment).toMatchObject({ body: '', files: [{ name: 'screen.png', type: 'image/png' }] });
      await say('boris', id, [hidden], { visibility: 'private' });
      expect([await readers(open_), await readers(hidden)]).toEqual(['abeo', 'be']);
      expect((await place.as('boris').findComments({ request: id })).map(({ files: hung = [] }) => hung.map(({ name }) => name))).toEqual([['screen.png'], ['call.mp3']]);
      expect(await refusal(say('anna', id, [], { body: '' }))).toBe('INVALID form.required/body');
      expect(await refusal(say('anna', id, Array.from({ length: 21 }, () => open_)))).toBe('INVALID file.too-many/files');
    });

    it('goes with the comment', async () => {
      const { id } = await submit('anna', {});
      const file = await keep('anna', 'a.png', png('gone'));
      const comment = await say('anna', id, [file]);
      await place.as('anna').changeComment({ comment: comment.id, body: '', idempotencyKey: place.key() });
      expect(await readers(file)).toBe('abe');
      await place.as('anna').deleteComment({ comment: comment.id, idempotencyKey: place.key() });
      expect(await readers(file)).toBe('');
      await place.pass({ minutes: 1 });
      expect(await place.storage.tenant('main').blobs?.stat(file.sha256 ?? '')).toBe(null);
    });
  });

  it('takes the files of an erased request with it, but not bytes that hang elsewhere (U-07)', async () => {
    const [own, shared, said] = [await keep('anna', 'own.pdf', pdf('own')), await keep('anna', 'shared.png', png('shared')), await keep('boris', 'said.pdf', pdf('said'))];
    const { id } = await submit('anna', { plan: [own], photos: [shared] }, 'analysis');
    await submit('anna', { photos: [shared] });
    await say('boris', id, [said]);
    await complete('boris');
    await place.as('erik').eraseRequest({ request: id, reason: 'Asked to', idempotencyKey: place.key() });
    const left = await Promise.all([own, shared, said].map(({ sha256 = '' }) => place.storage.tenant('main').blobs?.stat(sha256)));
    expect(left.map((found) => found !== null)).toEqual([false, true, false]);
    expect([await readers(own), await readers(shared), await readers(said)]).toEqual(['', 'abe', '']);
  });

  it('belongs to its tenant', async () => {
    await place.runtime.install(laboratory, { tenant: 'second' });
    const file = await keep('anna', 'a.png', png('tenant'));
    await submit('anna', { photos: [file] });
    const stranger = place.runtime.as({ user: 'anna', tenant: 'second' });
    expect(await refusal(stranger.readFile({ file: file.sha256 ?? '' }))).toBe('NOT_FOUND');
    expect(await refusal(stranger.submitRequest({ kind: 'photo', data: { what: 'x', photos: [{ ...file }] }, idempotencyKey: place.key() }))).toBe('INVALID file.unknown/photos/0');
  });
}
