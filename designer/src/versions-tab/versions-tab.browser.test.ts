import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { Kind, KindVersion } from '@requestry/model';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, until } from '@requestry/ui/testing';
import '../kind-editor/index.js';
import { leave } from '../testing/design-office.js';

const versionOf = (version: number, kind: Kind): KindVersion => ({ version, kind, publishedAt: `2026-03-0${version}T09:00:00Z`, publishedBy: 'anna', publishedByName: 'Anna', open: 0 });
const renamed: Kind = { ...leave, title: { ru: 'Отпуска', en: 'Holidays' } };
const versions = [versionOf(1, leave), versionOf(2, renamed)];

afterEach(clearFixtures);

async function open(version: number, draft: Kind): Promise<HTMLElement> {
  const tab = await fixture<HTMLElement>(html`<rq-versions-tab .locale=${'en'} .draft=${{ kind: draft }} .version=${version} .publishedVersion=${2} .versions=${versions}></rq-versions-tab>`);
  await until(() => deepAll(tab, 'rq-skeleton').length === 0);
  return tab;
}

const heading = (tab: HTMLElement): string => shownText(deep(tab, '.compare h3'));

describe('versions of a kind', () => {
  it('show what the last one changed when there is no draft', async () => {
    const tab = await open(0, renamed);
    expect(heading(tab)).to.contain('v1').and.contain('v2');
    expect(shownText(deep(tab, '.compare'))).to.contain('Holidays');
  });

  it('show what the draft would change when there is one', async () => {
    const tab = await open(3, { ...renamed, title: { ru: 'Каникулы', en: 'Vacation' } });
    expect(heading(tab)).to.contain('v2').and.not.contain('v1');
    expect(shownText(deep(tab, '.compare'))).to.contain('Vacation');
  });

  it('never compare one with itself', async () => {
    const tab = await open(0, renamed);
    deepAll<HTMLElement>(tab, '.pick')[1]!.click();
    await settled(tab);
    const other = deep<HTMLSelectElement>(tab, '.compare select');
    expect([heading(tab).includes('v1'), other.value]).to.deep.equal([true, '0']);
  });
});
