/** At most five of some values, the rest as `…`. */
export const someOf = (values: readonly string[]): string => (values.length > 5 ? `${values.slice(0, 5).join(', ')}…` : values.join(', '));
