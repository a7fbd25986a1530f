import { expect } from '@open-wc/testing';
import { show } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, shownText } from '@requestry/ui/testing';

afterEach(clearFixtures);

const note = (text: string, markdown = true): Parameters<typeof show>[0] => ({
  form: { schema: { type: 'object', properties: { a: { type: 'string' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Label', text, options: { rq: { markdown } } }, { type: 'Control', scope: '#/properties/a' }] } },
});

describe('a note in Markdown', () => {
  it('has headings, lists, quotes, bold, italic, code and links', async () => {
    const form = await show(note('# Before you start\nRead the **rules** and the *price list*,\nthen `sign`.\n\n- one\n- two\n\n1. first\n\n> said\n\n[Rules](https://intra.example/rules)'));
    const text = deep(form, '.markdown');
    expect(shownText(deep(text, '[role=heading]'))).to.equal('Before you start');
    expect(['strong', 'em', 'code', 'blockquote'].map((tag) => shownText(deep(text, tag)))).to.deep.equal(['rules', 'price list', 'sign', 'said']);
    expect(deepAll(text, 'ul li').map(shownText)).to.deep.equal(['one', 'two']);
    expect(deepAll(text, 'ol li')).to.have.length(1);
    expect(deep<HTMLAnchorElement>(text, 'a').href).to.equal('https://intra.example/rules');
    expect(deep<HTMLAnchorElement>(text, 'a').rel).to.contain('noopener');
  });

  it('makes no element and no link of what would run code', async () => {
    const form = await show(note('<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,x) <b>c</b>'));
    const text = deep(form, '.markdown');
    expect(deepAll(text, 'img, a, b, script')).to.have.length(0);
    expect(shownText(text)).to.contain('<img src=x onerror=alert(1)>').and.contain('[a](javascript:alert(1))');
  });

  it('is plain text unless the note says otherwise', async () => {
    const form = await show(note('**plain**', false));
    expect(shownText(deep(form, '.note'))).to.equal('**plain**');
  });

  it('takes a long text of nothing but marks in no time', async () => {
    const form = await show(note('[*`'.repeat(30_000)));
    expect(shownText(deep(form, '.markdown')).length).to.be.greaterThan(70_000);
  });
});
