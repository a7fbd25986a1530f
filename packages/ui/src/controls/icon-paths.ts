import { basicIcons } from './basic-icons.js';
import { iconAliases, moreIcons } from './more-icons.js';

export { iconAliases };

/** Strokes of every icon in a box of 24 × 24. */
export const iconPaths = { ...basicIcons, ...moreIcons } as const;

/** Name of an icon of the set. */
export type IconName = keyof typeof iconPaths;

/** Whether the set has the icon. */
export const isIconName = (name: unknown): name is IconName => typeof name === 'string' && Object.hasOwn(iconPaths, name);

/** The icon of the set that a name means; an unknown name gives the plain box of a request. */
export function iconNamed(name: string | undefined): IconName {
  if (isIconName(name)) return name;
  return (name !== undefined && Object.hasOwn(iconAliases, name) ? iconAliases[name] : undefined) ?? 'form';
}
