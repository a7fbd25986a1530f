import { operations, pathNames, type Operation, type OperationName } from './operations.js';

/** An operation that an address means, with what the address says of its input. */
export interface Match {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly fromPath: Readonly<Record<string, string>>;
}

interface Route {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** Fixed segments before named ones, so that `/tasks/count` is no task called "count". */
const routes: readonly Route[] = Object.entries(operations)
  .map(([name, operation]): Route => ({ name: name as OperationName, operation, segments: operation.path.split('/').slice(1) }))
  .sort((a, b) => pathNames(a.operation.path).length - pathNames(b.operation.path).length);

/** Operations at a path, whatever their method. */
export function matchPath(path: string): readonly Match[] {
  const given = path.split('/').slice(1);
  const exact = routes.flatMap((route) => {
    const fromPath = valuesIn(route.segments, given);
    return fromPath ? [{ name: route.name, operation: route.operation, fromPath }] : [];
  });
  const [first] = exact;
  return exact.filter((match) => match.operation.path === first?.operation.path);
}

function valuesIn(segments: readonly string[], given: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (segments.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = given[index] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== text) return undefined;
      continue;
    }
    const value = decoded(text);
    if (value === undefined || value === '') return undefined;
    values[segment.slice(1, -1)] = value;
  }
  return values;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
