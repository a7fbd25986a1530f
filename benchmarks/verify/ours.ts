/** What the suite measures of ours, through public doors. */
import * as route from '@requestry/route';
export { fromRouteDoc, layoutRoute } from '@requestry/route';
export { randomRouteDoc } from '@requestry/route/testing';

export const verifyRoute: unknown = 'verifyRoute' in route ? route.verifyRoute : undefined;
