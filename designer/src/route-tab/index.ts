import '../rules/index.js';
import '@requestry/ui';
import { define } from '@requestry/ui';
import { RqRouteDiagram } from './diagram/route-diagram.js';
import { RqRouteAddMenu } from './list/add-menu.js';
import { RqRouteList } from './list/route-list.js';
import { RqRoutePanel } from './panel/route-panel.js';
import { RqRouteCanvas } from './picture/route-canvas.js';
import { RqRouteProblems } from './route-problems.js';
import { RqRouteTab } from './route-tab.js';

define('rq-route-add-menu', RqRouteAddMenu);
define('rq-route-diagram', RqRouteDiagram);
define('rq-route-list', RqRouteList);
define('rq-route-panel', RqRoutePanel);
define('rq-route-canvas', RqRouteCanvas);
define('rq-route-problems', RqRouteProblems);
define('rq-route-tab', RqRouteTab);

export { RqRouteCanvas } from './picture/route-canvas.js';
export type { PictureMarks } from './picture/route-canvas.js';
export { RqRouteTab } from './route-tab.js';
