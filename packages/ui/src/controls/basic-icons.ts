const starShape = 'M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-3-5.3 3 1.1-6-4.4-4.2 6-.8z';

/** Icons of the parts that load alone; the rest of the set comes with the other controls, or by itself when one of it is asked for. */
export const basicIcons = {
  error: ['M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z', 'M12 8v5', 'M12 16.2v.1'],
  check: ['M4.5 12.5l5 5L19.5 7'],
  edit: ['M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z', 'M13.5 7l3.5 3.5'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  'chevron-left': ['M15 6l-6 6 6 6'],
  'chevron-right': ['M9 6l6 6-6 6'],
  'chevron-down': ['M6 9l6 6 6-6'],
  'arrow-left': ['M20 12H4.5', 'M11 5.5L4.5 12l6.5 6.5'],
  calendar: ['M4 5.5h16v15H4z', 'M4 10h16', 'M8 3v4', 'M16 3v4'],
  plus: ['M12 5v14', 'M5 12h14'],
  copy: ['M8.5 8.5h11v12h-11z', 'M15.5 8.5v-5h-11v12h4'],
  trash: ['M4.5 6.5h15', 'M9 6.5V4h6v2.5', 'M6.5 6.5l1 14h9l1-14', 'M10.3 10.5v6', 'M13.7 10.5v6'],
  attach: ['M19.5 11.5l-7.8 7.8a4.6 4.6 0 0 1-6.5-6.5l8.3-8.3a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.5 1.5 0 0 1-2.2-2.2l7-7'],
  file: ['M6 3h8l4 4v14H6z', 'M14 3v4h4'],
  star: [starShape],
  'star-filled': [starShape],
} as const satisfies Readonly<Record<string, readonly string[]>>;
