const en = { sheet: 'Draw the signature here', clear: 'Clear', undo: 'Undo stroke', orName: 'or type the name in full' };

/** Words of the input for a signature. */
export const words = { en, ru: { sheet: 'Подпишитесь здесь', clear: 'Очистить', undo: 'Убрать штрих', orName: 'или впишите имя полностью' } satisfies typeof en };
