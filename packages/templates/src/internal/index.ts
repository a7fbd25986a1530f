import type { System } from '@requestry/model';
import { calendars, org } from './org.js';
import { directories, records } from './directories.js';
import { kinds } from './kinds.js';
import { workOnRequest } from './routes.js';

/** Internal requests for work and resources: repair, supplies, access, on one route «Выполнение работ по заявке». */
export const system: System = {
  title: { ru: 'Внутренние заявки', en: 'Internal requests' },
  kinds: kinds.map((kind) => ({ kind, route: workOnRequest })),
  directories,
  records,
  org,
  calendars,
};
