import { expect } from '@open-wc/testing';
import { RequestryError } from '@requestry/model';
import { fieldOf, open, sampleLookups, show } from '@requestry/forms/testing';
import { clearFixtures, shownText, until } from '@requestry/ui/testing';

afterEach(clearFixtures);

describe('a list that does not come', () => {
  const opened = async (error: Error): Promise<string> => {
    const form = await show({ data: {} });
    form.lookups = { ...sampleLookups, findRecords: () => Promise.reject(error) };
    await open(form, 'site');
    await until(() => fieldOf(form, 'site').querySelector('.note') !== null);
    return shownText(fieldOf(form, 'site'));
  };

  it('says that the directory is not open to the person, which trying again does not change', async () => {
    expect(await opened(new RequestryError('FORBIDDEN', 'no', { params: { reason: 'may.look-up-not-yours' } }))).to.contain('This directory is not open to you').and.not.contain('Retry');
  });

  it('is asked for again when it could not be read', async () => {
    expect(await opened(new Error('offline'))).to.contain('This could not be read').and.contain('Retry');
  });
});
