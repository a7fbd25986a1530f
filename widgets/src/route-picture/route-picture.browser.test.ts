import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { RoutePicture } from '@requestry/model';
import { clearFixtures, deep, deepAll, fixture, settled, shownText } from '@requestry/ui/testing';
import '@requestry/widgets/route-picture';
import type { RqRoutePicture } from '@requestry/widgets/route-picture';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

const picture: RoutePicture = {
  nodes: [
    { id: 'start', type: 'startEvent', title: '', bounds: { x: 0, y: 20, width: 36, height: 36 } },
    { id: 'head', type: 'userTask', step: 'approval', title: 'Head of unit', bounds: { x: 90, y: 0, width: 120, height: 80 } },
    { id: 'it', type: 'userTask', step: 'execution', title: 'Performer <img src=x onerror=alert(1)>', bounds: { x: 260, y: 0, width: 120, height: 80 } },
    { id: 'end', type: 'endEvent', title: 'Done', bounds: { x: 430, y: 20, width: 36, height: 36 } },
  ],
  edges: [
    { id: 'a', waypoints: [{ x: 36, y: 38 }, { x: 90, y: 38 }] },
    { id: 'b', title: 'under 100 000', waypoints: [{ x: 210, y: 40 }, { x: 260, y: 40 }] },
  ],
};
const position = { current: ['it'], passed: ['start'], skipped: ['head'], edges: ['a', 'b'] };

describe('rq-route-picture', () => {
  it('marks where the request is, was, and went past, in the picture and in words', async () => {
    const element = await fixture<RqRoutePicture>(html`<rq-route-picture locale="en" .picture=${picture} .position=${position}></rq-route-picture>`);
    const shape = (id: string): string => deep(element, `[data-node="${id}"]`).getAttribute('class') ?? '';
    expect(shape('it')).to.contain('current');
    expect(shape('head')).to.contain('skipped');
    expect(shape('start')).to.contain('passed');
    expect(deepAll(element, '.edge.passed')).to.have.length(2);
    expect(deepAll(element, '#steps li').map((item) => item.textContent)).to.include('Head of unit — skipped');
    expect(deepAll(element, 'img')).to.have.length(0);
    expect(await violations(element)).to.deep.equal([]);
  });

  it('zooms and fits again', async () => {
    const element = await fixture<RqRoutePicture>(html`<rq-route-picture locale="en" .picture=${picture}></rq-route-picture>`);
    const width = (): number => Number(deep(element, 'svg[role=img]').getAttribute('width'));
    const fitted = width();
    const [, fit, larger] = deepAll(element, '.zoom button');
    larger?.click();
    await settled(element);
    expect(width()).to.be.greaterThan(fitted);
    fit?.click();
    await settled(element);
    expect(width()).to.equal(fitted);
  });

  it('explains an absent or broken picture instead of failing', async () => {
    for (const broken of [undefined, 'x', { nodes: 1 }, { nodes: [], edges: [] }, { nodes: [{ id: 'a', type: 'userTask', title: 'A' }], edges: [] }]) {
      const element = await fixture<RqRoutePicture>(html`<rq-route-picture locale="en" .picture=${broken as never} .position=${7 as never}></rq-route-picture>`);
      expect(shownText(element)).to.contain('No picture');
    }
  });
});
