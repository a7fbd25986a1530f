/** Hands bytes to the person as a file. */
export function handOver(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Hands a text to the person as a file. */
export const downloadText = (name: string, text: string, type: string): void => handOver(name, new Blob([text], { type }));
