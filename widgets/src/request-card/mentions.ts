/** The word after an "@" that is being written before the caret; undefined when none is. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly query: string } | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?:@[\p{L}\p{N}._-]*)?(?: [\p{L}\p{N}._-]+)?)$/u.exec(before);
  if (!found || (found[1]?.length ?? 0) > 40) return undefined;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, query };
}

/** The text as it is stored: chosen names become `@id`. Longer names are replaced first, so that one inside another is safe. */
export function encodeMentions(text: string, chosen: ReadonlyMap<string, string>): string {
  const names = [...chosen.keys()].sort((a, b) => b.length - a.length);
  return names.reduce((sum, name) => sum.split(`@${name}`).map((part, index) => (index > 0 && /^[\p{L}\p{N}._-]/u.test(part) ? ` ${part}` : part)).join(`@${chosen.get(name) ?? ''}`), text);
}

/** A stored text in pieces: plain ones, and people and contact persons by name. Ids that are nobody's stay as they are. */
export function decodeMentions(text: string, names: Readonly<Record<string, string>>): readonly { readonly text: string; readonly mention: boolean }[] {
  return text
    .split(/(@[\p{L}\p{N}._-]+(?:\/[\p{L}\p{N}._-]+)?)/u)
    .filter((piece) => piece !== '')
    .flatMap((piece) => {
      const known = piece.startsWith('@') ? [piece.slice(1), piece.slice(1).replace(/[._-]+$/, ''), piece.slice(1).split('/')[0] ?? ''].find((id) => Object.hasOwn(names, id)) : undefined;
      if (known === undefined) return [{ text: piece, mention: false }];
      const rest = piece.slice(known.length + 1);
      return [{ text: `@${names[known] ?? known}`, mention: true }, ...(rest === '' ? [] : [{ text: rest, mention: false }])];
    });
}
