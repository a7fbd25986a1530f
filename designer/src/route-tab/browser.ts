/** Width in pixels below which only the list is shown. */
const listOnly = 900;

/** The element has room for the list only. */
export const isNarrow = (element: HTMLElement): boolean => element.clientWidth > 0 && element.clientWidth < listOnly;

/** The text of a file that the person chooses; nothing when they change their mind. */
export async function pickText(accept: string, maxBytes: number): Promise<{ readonly text: string } | 'too-large' | undefined> {
  const file = await pickFile(accept);
  if (!file) return undefined;
  return file.size > maxBytes ? 'too-large' : { text: await file.text() };
}

function pickFile(accept: string): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
