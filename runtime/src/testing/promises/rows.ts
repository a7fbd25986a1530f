import { ofCatalog } from './catalog.js';
import { ofDesigners } from './design.js';
import { aboutPeople } from './people.js';
import { aboutRequests } from './requests.js';
import type { Rows } from './row.js';
import { ofSaying } from './saying.js';
import { aboutTasks } from './tasks.js';

/** Every operation of both services: one that has no row does not compile. */
export const rows: Rows = { ...aboutPeople, ...ofCatalog, ...aboutRequests, ...ofSaying, ...aboutTasks, ...ofDesigners };
