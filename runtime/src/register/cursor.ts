import { RequestryError } from '@requestry/model';
import type { Scalar } from '@requestry/storage';

/** A position as the `next` of a page. */
export const cursorOf = (position: readonly Scalar[]): string => encodeURIComponent(JSON.stringify(position));

/** The position of a cursor. Throws `INVALID` when it is none: cursors come back from outside. */
export function positionOf(cursor: string | undefined): readonly Scalar[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(decodeURIComponent(cursor));
    if (Array.isArray(position) && position.length >= 2 && position.length <= 4 && position.every(isScalar)) return position;
  } catch {
    // As any other text that is no cursor.
  }
  throw new RequestryError('INVALID', `no cursor of a page: ${String(cursor).slice(0, 40)}`, { issues: [{ code: 'page.cursor', path: '/after' }] });
}

const isScalar = (value: unknown): value is Scalar => value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
