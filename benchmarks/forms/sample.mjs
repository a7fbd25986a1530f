/** Names and titles of a form of some size: every third field is a number. */
export const fieldsOf = (size) => Array.from({ length: size }, (_, index) => ({ name: `field${index + 1}`, title: `Field ${index + 1}`, number: index % 3 === 2 }));
