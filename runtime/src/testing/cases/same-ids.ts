import { recordKey, RequestryError, type Kind, type RequestView, type System } from '@requestry/model';
import { terseBpmn } from '../../process/testing/terse-route.js';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

const lookup = (name: string, directory: string) => ({ type: 'Control' as const, scope: `#/properties/${name}`, options: { rq: { lookup: { directory } } } });
const text = { type: 'string' } as const;

const kind: Kind = {
  id: 'ride', title: 'Ride', scope: 'internal', columns: ['town', 'car'],
  form: {
    schema: { type: 'object', properties: { town: text, car: text, lines: { type: 'array', items: { type: 'object', properties: { from: text, by: text } } } } },
    ui: { type: 'VerticalLayout', elements: [lookup('town', 'towns'), lookup('car', 'cars'), { type: 'Control', scope: '#/properties/lines', options: { rq: { columns: [{ property: 'from', options: { rq: { lookup: { directory: 'towns' } } } }, { property: 'by', options: { rq: { lookup: { directory: 'cars' } } } }] } } }] },
  },
  reservations: [{ id: 'cars', field: 'car' }],
  guards: [{ id: 'never', at: 'accept', step: 'drive', when: '=car = town', explanation: { ru: '{car} не едет: {town}', en: '{car} does not go to {town}' } }],
};

const directory = (id: string, more: object = {}) => ({ id, title: id, schema: { type: 'object', properties: { name: text, driver: text } }, titleTemplate: '{name}', ...more });

/** Towns and cars, some by the same ids: whoever drives is named by the car. */
const rides: System = {
  ...agency,
  directories: [directory('towns'), directory('cars', { reservable: {} })],
  records: [
    { id: 'volga', directory: 'towns', data: { name: 'Volga town', driver: 'dina' } }, { id: 'oka', directory: 'towns', data: { name: 'Oka town' } },
    { id: 'volga', directory: 'cars', data: { name: 'Volga car', driver: 'kurt' } }, { id: 'oka', directory: 'cars', data: { name: 'Oka car', driver: 'boris' } },
  ],
  kinds: [{ kind, route: terseBpmn('start -> drive -> end; drive execution field:car.driver') }],
};

/** Records of two directories that have the same id. */
export function sameIds({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  let ride: RequestView;
  beforeEach(async () => {
    place = await open({ system: rides });
    ride = await place.as('anna').submitRequest({ kind: 'ride', data: { town: 'volga', car: 'oka', lines: [{ from: 'oka', by: 'volga' }] }, idempotencyKey: place.key() });
  });

  describe('records of two directories with the same id', () => {
    it('have their own titles on the card', () => {
      expect(Object.fromEntries(['towns', 'cars'].flatMap((of) => ['volga', 'oka'].map((id) => [recordKey(of, id), ride.titles[recordKey(of, id)]])))).toEqual({
        'towns/volga': 'Volga town', 'towns/oka': 'Oka town', 'cars/volga': 'Volga car', 'cars/oka': 'Oka car',
      });
    });

    it('have their own titles in a list of tasks, however often it is asked for', async () => {
      const other = await place.as('anna').submitRequest({ kind: 'ride', data: { town: 'oka', car: 'volga' }, idempotencyKey: place.key() });
      const shown = async (person: string, request: string) => (await place.as(person).findTasks({ view: 'mine' })).items.find((task) => task.request === request)?.highlights.map(({ text: told }) => told);
      for (let time = 0; time < 2; time += 1) {
        expect(await shown('boris', ride.id)).toEqual(['Volga town', 'Oka car']);
        expect(await shown('kurt', other.id)).toEqual(['Oka town', 'Volga car']);
      }
    });

    it('have their own titles in what a guard says and in what is kept', async () => {
      const [task] = (await place.as('boris').getRequest({ request: ride.id })).tasks;
      const error: unknown = await place.as('boris').completeTask({ task: task?.id ?? '', outcome: 'done', idempotencyKey: place.key() }).catch((reason: unknown) => reason);
      expect(error instanceof RequestryError && error.issues.map(({ params }) => params?.message)).toEqual([{ ru: 'Oka car не едет: Volga town', en: 'Oka car does not go to Volga town' }]);
      expect((await place.as('anna').findReservations({ request: ride.id })).items.map(({ recordTitle }) => recordTitle)).toEqual(['Oka car']);
    });

    it('are looked into each for its own field when a performer is named by one', async () => {
      const both = await place.as('anna').submitRequest({ kind: 'ride', data: { town: 'volga', car: 'volga' }, idempotencyKey: place.key() });
      expect([ride, both].map(({ waitingFor }) => waitingFor.flatMap(({ people }) => people))).toEqual([['Boris'], ['Kurt']]);
    });
  });
}
