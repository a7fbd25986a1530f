import { expect } from '@open-wc/testing';
import type { FileRef, FormDefinition } from '@requestry/model';
import type { Files, RqForm } from '@requestry/forms';
import { fieldOf, inputOf, show } from '@requestry/forms/testing';
import '@requestry/ui/kept-file';
import { clearFixtures, deep, deepAll, settled, shownText, until } from '@requestry/ui/testing';

afterEach(clearFixtures);

const form: FormDefinition = {
  schema: { type: 'object', properties: { scans: { type: 'array', maxItems: 2, items: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'number', maximum: 10 }, type: { type: 'string' }, sha256: { type: 'string' } } } } } },
  ui: { type: 'Control', scope: '#/properties/scans', label: 'Scans', options: { rq: { field: 'file', accept: ['.txt', 'image/*'] } } },
};

interface Store extends Files {
  /** What is being sent now, with what happens to it. */
  readonly now: { name: string; progress(bytes: number): void; keep(): void; fail(): void; stopped: boolean }[];
}

function store(): Store {
  const now: Store['now'] = [];
  return {
    now,
    address: (file) => (file.sha256 ? `/files/${file.sha256}` : undefined),
    keep: (file, { signal, progress }) =>
      new Promise<FileRef>((resolve, reject) => {
        const sending = { name: file.name, progress, stopped: false, keep: () => resolve({ name: file.name, size: file.size, type: file.type, sha256: `hash-of-${file.name}` }), fail: () => reject(new Error('offline')) };
        signal.addEventListener('abort', () => (sending.stopped = true));
        now.push(sending);
      }),
  };
}

const file = (name: string, text = 'abc', type = 'text/plain'): File => new File([text], name, { type });

async function choose(element: RqForm, ...files: File[]): Promise<void> {
  const transfer = new DataTransfer();
  files.forEach((each) => transfer.items.add(each));
  const input = inputOf(element, 'scans');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
  await settled(element);
}

const buttonOf = (element: RqForm, name: RegExp): HTMLElement => {
  const found = deepAll(fieldOf(element, 'scans'), 'button').find((each) => name.test(each.getAttribute('aria-label') ?? ''));
  if (!found) throw new TypeError(`no button ${name}`);
  return found;
};

async function open(): Promise<{ element: RqForm; files: Store }> {
  const files = store();
  const element = await show({ form, files });
  return { element, files };
}

describe('files of a form', () => {
  it('are sent with their progress and stand in the value once they are kept', async () => {
    const { element, files } = await open();
    await choose(element, file('a.txt', '1234'));
    await until(() => files.now.length === 1);
    files.now[0]?.progress(1);
    await settled(element);
    expect(deep<HTMLProgressElement>(fieldOf(element, 'scans'), 'progress').value).to.equal(25);
    expect(element.data).to.deep.equal({});
    expect(element.validate().map(({ path }) => path)).to.deep.equal(['/scans']);
    await settled(element);
    expect(shownText(fieldOf(element, 'scans'))).to.contain('has not been sent yet');
    files.now[0]?.keep();
    await settled(element);
    expect(element.data.scans).to.deep.equal([{ name: 'a.txt', size: 4, type: 'text/plain', sha256: 'hash-of-a.txt' }]);
    expect(element.validate()).to.deep.equal([]);
    expect(deep<HTMLAnchorElement>(fieldOf(element, 'scans'), 'a').getAttribute('href')).to.equal('/files/hash-of-a.txt');
  });

  it('can be stopped, and sent again when that failed', async () => {
    const { element, files } = await open();
    await choose(element, file('a.txt'), file('b.txt'));
    await until(() => files.now.length === 2);
    buttonOf(element, /Stop sending a\.txt/).click();
    files.now[1]?.fail();
    await settled(element);
    expect(files.now.map(({ stopped }) => stopped)).to.deep.equal([true, false]);
    expect(shownText(fieldOf(element, 'scans'))).to.contain('not sent').and.not.contain('a.txt');
    buttonOf(element, /Send b\.txt again/).click();
    await until(() => files.now.length === 3);
    files.now[2]?.keep();
    await settled(element);
    expect((element.data.scans as unknown as FileRef[]).map(({ name }) => name)).to.deep.equal(['b.txt']);
  });

  it('are refused by sort, size and number, each with its reason, without holding the form back', async () => {
    const { element, files } = await open();
    await choose(element, file('a.exe', 'x', 'application/x-msdownload'), file('big.txt', '12345678901'), file('a.txt'), file('b.png', 'x', 'image/png'), file('c.txt'));
    await until(() => files.now.length === 2);
    const shown = shownText(fieldOf(element, 'scans'));
    expect(shown).to.match(/a\.exe.*only \.txt and pictures/).and.match(/big\.txt.*larger than 10/).and.match(/c\.txt.*no more than 2 files/);
    files.now.forEach(({ keep }) => keep());
    await settled(element);
    expect(element.validate()).to.deep.equal([]);
    buttonOf(element, /Remove big\.txt/).click();
    await settled(element);
    expect(shownText(fieldOf(element, 'scans'))).not.to.contain('big.txt');
  });

  it('keep the focus among them when one is taken away', async () => {
    const { element } = await open();
    await choose(element, file('a.exe', 'x', 'application/x-msdownload'));
    const remove = buttonOf(element, /Remove a\.exe/);
    remove.focus();
    remove.click();
    await settled(element);
    await until(() => (element.renderRoot as ShadowRoot).activeElement?.id === inputOf(element, 'scans').id);
  });

  it('are taken from the clipboard and by dropping them', async () => {
    const { element, files } = await open();
    const transfer = (name: string): DataTransfer => {
      const data = new DataTransfer();
      data.items.add(file(name, 'x', 'image/png'));
      return data;
    };
    const area = deep(fieldOf(element, 'scans'), '.files');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer('pasted.png'), bubbles: true, cancelable: true }));
    area.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer('dropped.png'), bubbles: true, cancelable: true }));
    await until(() => files.now.length === 2);
    expect(files.now.map(({ name }) => name)).to.deep.equal(['pasted.png', 'dropped.png']);
  });

  it('are given up with the form', async () => {
    const { element, files } = await open();
    await choose(element, file('a.txt'));
    await until(() => files.now.length === 1);
    element.remove();
    await until(() => files.now[0]?.stopped);
  });

  it('are saved where only the host can read them, and told in its words when they could not be kept', async () => {
    const files = store();
    const asked: string[] = [];
    const element = await show({
      form,
      data: { scans: [{ name: 'kept.txt', size: 3, type: 'text/plain', sha256: 'hash' }] },
      files: {
        keep: (sent, transfer) => files.keep(sent, transfer),
        read: (kept) => Promise.resolve(new Blob([kept.name])).finally(() => asked.push(kept.name)),
        why: () => ({ text: 'there is no room', again: false }),
      },
    });
    await until(() => deepAll(fieldOf(element, 'scans'), 'button.save').length === 1);
    expect(asked, 'not before somebody wants it').to.deep.equal([]);
    deep<HTMLButtonElement>(fieldOf(element, 'scans'), 'button.save').click();
    await until(() => asked.length === 1);
    await choose(element, file('b.txt'));
    await until(() => files.now.length === 1);
    files.now[0]?.fail();
    await settled(element);
    expect(shownText(fieldOf(element, 'scans'))).to.contain('there is no room');
    expect(deepAll(fieldOf(element, 'scans'), 'button').map((each) => each.getAttribute('aria-label') ?? '').filter((label) => /again/.test(label))).to.deep.equal([]);
  });
});
