import { basicIcons } from './basic-icons.js';

const circle = 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z';
const diamond = 'M12 2.5l9.5 9.5-9.5 9.5L2.5 12z';
const personHead = 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z';

/** Strokes of every icon in a box of 24 × 24. Step types and gateways carry their own names. */
export const iconPaths = {
  ...basicIcons,
  approval: ['M4.5 12.5l5 5L19.5 7'],
  execution: ['M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z', 'M13.5 7l3.5 3.5'],
  acceptance: ['M12 3l7 2.5V11c0 4.6-2.9 8-7 10-4.1-2-7-5.4-7-10V5.5z', 'M9 11.5l2.2 2.2 4-4.2'],
  acknowledgement: ['M6 3h8l4 4v14H6z', 'M14 3v4h4', 'M9 14l2.2 2.2 4-4.2'],
  clarification: ['M4 4.5h16v12h-9l-4 4v-4H4z', 'M9.8 8.6a2.2 2.2 0 1 1 3 2c-.6.3-.8.6-.8 1.3', 'M12 14.2v.1'],
  decision: ['M12 4v16', 'M7.5 20h9', 'M5 7h14', 'M5 7l-2.5 6h5z', 'M19 7l-2.5 6h5z'],
  registration: ['M5 21h14', 'M6.5 17.5h11v-3h-4c0-3 1.5-4 1.5-6.5a3 3 0 0 0-6 0c0 2.5 1.5 3.5 1.5 6.5h-4z'],
  rework: ['M5 12a7 7 0 1 1 2.2 5.1', 'M4.5 20.5v-5h5'],
  notification: ['M3.5 6h17v12.5h-17z', 'M4 6.5l8 6.5 8-6.5'],
  wait: [circle, 'M12 7.5V12l3 2'],
  action: ['M13 3L5 13.5h6L10.5 21 19 10.5h-6.5z'],
  subroute: ['M3.5 5h17v14h-17z', 'M12 11.5V17', 'M9.2 14.2h5.6'],
  condition: [diamond, 'M9 9l6 6', 'M15 9l-6 6'],
  parallel: [diamond, 'M12 7.5v9', 'M7.5 12h9'],
  inclusive: [diamond, 'M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z'],
  start: [circle],
  end: [circle, 'M12 6.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z'],
  search: ['M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z', 'M15.5 15.5L20.5 20.5'],
  minus: ['M5 12h14'],
  more: ['M5.5 12h.01', 'M12 12h.01', 'M18.5 12h.01'],
  'chevron-up': ['M6 15l6-6 6 6'],
  'arrow-right': ['M4 12h15.5', 'M13 5.5l6.5 6.5-6.5 6.5'],
  'arrow-up': ['M12 20V4.5', 'M5.5 11L12 4.5l6.5 6.5'],
  'arrow-down': ['M12 4v15.5', 'M5.5 13l6.5 6.5 6.5-6.5'],
  undo: ['M8.5 5L4 9.5 8.5 14', 'M4.5 9.5H14a5.5 5.5 0 0 1 0 11H9'],
  redo: ['M15.5 5L20 9.5 15.5 14', 'M19.5 9.5H10a5.5 5.5 0 0 0 0 11h5'],
  warning: ['M12 4L2.5 20h19z', 'M12 10v4.5', 'M12 17.2v.1'],
  info: [circle, 'M12 11v5.5', 'M12 7.8v.1'],
  help: [circle, 'M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8', 'M12 16.5v.1'],
  'check-circle': [circle, 'M8 12.3l2.8 2.8L16 9.7'],
  user: [personHead, 'M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6'],
  users: ['M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z', 'M2.5 19.5c.6-3.3 3-5 6.5-5s5.9 1.7 6.5 5', 'M15.5 5.3a3.5 3.5 0 0 1 0 6.4', 'M17.5 15c2.2.7 3.6 2.2 4 4.5'],
  unit: ['M9 3.5h6v5H9z', 'M3.5 15.5h6v5h-6z', 'M14.5 15.5h6v5h-6z', 'M12 8.5v3.5', 'M6.5 15.5V12h11v3.5'],
  drag: ['M9 6h.01', 'M15 6h.01', 'M9 12h.01', 'M15 12h.01', 'M9 18h.01', 'M15 18h.01'],
  inbox: ['M3.5 13.5L6.5 5h11l3 8.5V19h-17z', 'M3.5 13.5h5l1.2 2.5h4.6l1.2-2.5h5'],
  catalog: ['M4 4h6.5v6.5H4z', 'M13.5 4H20v6.5h-6.5z', 'M4 13.5h6.5V20H4z', 'M13.5 13.5H20V20h-6.5z'],
  list: ['M8.5 6H20', 'M8.5 12H20', 'M8.5 18H20', 'M4.5 6h.01', 'M4.5 12h.01', 'M4.5 18h.01'],
  settings: ['M4 7h9', 'M17 7h3', 'M4 17h3', 'M11 17h9', 'M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4z', 'M9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4z'],
  play: ['M7 4.5l12 7.5-12 7.5z'],
  pause: ['M8 5v14', 'M16 5v14'],
  publish: ['M12 16V4.5', 'M6.5 10L12 4.5l5.5 5.5', 'M4.5 16v4h15v-4'],
  download: ['M12 4v11.5', 'M6.5 10l5.5 5.5 5.5-5.5', 'M4.5 16v4h15v-4'],
  eye: ['M2.5 12c2.3-4.3 5.5-6.5 9.5-6.5s7.2 2.2 9.5 6.5c-2.3 4.3-5.5 6.5-9.5 6.5S4.8 16.3 2.5 12z', 'M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z'],
  'eye-off': ['M4 4l16 16', 'M9.5 5.8c.8-.2 1.6-.3 2.5-.3 4 0 7.2 2.2 9.5 6.5-.7 1.3-1.5 2.4-2.4 3.3', 'M6.2 7.5C4.8 8.6 3.5 10.1 2.5 12c2.3 4.3 5.5 6.5 9.5 6.5 1.5 0 2.9-.3 4.2-.9'],
  comment: ['M4 4.5h16v12h-9l-4 4v-4H4z'],
  history: ['M4 12a8 8 0 1 1 2.5 5.8', 'M3.5 20v-5h5', 'M12 7.5V12l3 2'],
  repair: ['M20 7a5 5 0 0 1-6.8 5.2L6.5 19a2.1 2.1 0 0 1-3-3l6.8-6.7A5 5 0 0 1 16.5 4l-3 3 .5 3 3 .5z'],
  box: ['M12 3l8 4.3v9.4L12 21l-8-4.3V7.3z', 'M4.2 7.4L12 11.7l7.8-4.3', 'M12 11.7V21'],
  key: ['M8 11a4 4 0 1 0 0 8a4 4 0 1 0 0-8z', 'M11 12.5L19.5 4', 'M16 7.5l3 3', 'M13.5 10l2 2'],
  laptop: ['M5.5 5h13v10h-13z', 'M2.5 19h19'],
  home: ['M3.5 11.5L12 4l8.5 7.5', 'M6 10v10h12V10', 'M10 20v-5.5h4V20'],
  bell: ['M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z', 'M10 21h4'],
  filter: ['M3.5 5h17l-6.5 8v6l-4-2v-4z'],
  clock: [circle, 'M12 7.5V12l3 2'],
  lock: ['M5.5 10.5h13v10h-13z', 'M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3', 'M12 14.5v2'],
  link: ['M10 14a4 4 0 0 0 6 .3l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5', 'M14 10a4 4 0 0 0-6-.3l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5'],
  table: ['M4 5h16v14H4z', 'M4 10h16', 'M10 10v9'],
  form: ['M5 3.5h14v17H5z', 'M8 8h8', 'M8 12h8', 'M8 16h4'],
  route: ['M6 4a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z', 'M18 15a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z', 'M8.5 6.5H15a3 3 0 0 1 0 6H9a3 3 0 0 0 0 5h6.5'],
  text: ['M5 6V4.5h14V6', 'M12 4.5V19.5', 'M9 19.5h6'],
  number: ['M9 4L7 20', 'M17 4l-2 16', 'M4.5 9h16', 'M3.5 15h16'],
  money: ['M3.5 6.5h17v11h-17z', 'M12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z', 'M6.5 12h.01', 'M17.5 12h.01'],
  toggle: ['M8 6.5h8a5.5 5.5 0 0 1 0 11H8a5.5 5.5 0 0 1 0-11z', 'M16 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z'],
  choice: [circle, 'M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z'],
  checkbox: ['M4.5 4.5h15v15h-15z', 'M8 12l3 3 5.5-6'],
  sum: ['M18 7V4.5H6l6.5 7.5L6 19.5h12V17'],
  phone: ['M6 3.5h3.5l1.5 4.5-2 1.5c1 2.3 2.7 4 5 5l1.5-2 4.5 1.5V18c0 1.5-1 2.5-2.5 2.5C10.5 20 4 13.5 3.5 6 3.5 4.5 4.5 3.5 6 3.5z'],
  'map-pin': ['M12 21c4.5-4.7 7-8.3 7-11.2A7 7 0 0 0 5 9.8C5 12.7 7.5 16.3 12 21z', 'M12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Name of an icon of the set. */
export type IconName = keyof typeof iconPaths;

/** Whether the set has the icon. */
export const isIconName = (name: unknown): name is IconName => typeof name === 'string' && Object.hasOwn(iconPaths, name);

/** The icon of the set that a name means; an unknown name gives the plain box of a request. */
export function iconNamed(name: string | undefined): IconName {
  if (isIconName(name)) return name;
  return (name !== undefined && Object.hasOwn(iconAliases, name) ? iconAliases[name] : undefined) ?? 'form';
}

/** Names that kinds and hosts use for icons that are called otherwise here. */
export const iconAliases: Readonly<Record<string, IconName>> = { wrench: 'repair', supplies: 'box', access: 'key', chevron: 'chevron-down', person: 'user' };
