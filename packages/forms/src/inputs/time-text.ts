/** `09:05` from `09:05:00`. */
export const showTime = (value: unknown): string => (typeof value === 'string' ? (/^(\d{2}:\d{2})(:\d{2})?/.exec(value)?.[1] ?? value) : '');
