import { expect } from '@open-wc/testing';
import { fromRouteDoc, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';

describe('routes in a browser', () => {
  it('are written and read as on a server', async () => {
    const doc = randomRouteDoc(12);
    const { route, issues } = await readBpmn(await writeBpmn(fromRouteDoc(doc)));
    expect(issues).to.deep.equal([]);
    expect(route && toRouteDoc(route)).to.deep.equal(doc);
  });
});
