/** Parts of the editor that are large and come when they are first wanted. */
export type LazyPart = 'route' | 'try' | 'rules';

const loaders: Readonly<Record<LazyPart, () => Promise<unknown>>> = {
  route: () => import('../route-tab/index.js'),
  rules: () => import('../rules/index.js'),
  try: () => import('../try/index.js'),
};

const loaded = new Map<LazyPart, Promise<boolean>>();

/** Loads a part once. Answers false when it cannot be loaded; the next call tries again. */
export function loadPart(part: LazyPart): Promise<boolean> {
  const known = loaded.get(part);
  if (known) return known;
  const loading = loaders[part]().then(
    () => true,
    () => {
      loaded.delete(part);
      return false;
    },
  );
  loaded.set(part, loading);
  return loading;
}
