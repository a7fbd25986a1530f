let waiting: Set<() => void> | undefined;

const release = (): void => {
  const acts = waiting;
  waiting = undefined;
  acts?.forEach((act) => act());
};

addEventListener('pointerdown', () => (waiting ??= new Set()), true);
// The click comes after the pointer is up.
for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => setTimeout(release), true);

/** Does it at once, or when the press under way is over: what appears meanwhile would move what is pressed from under the pointer. */
export function afterPress(act: () => void): void {
  if (waiting) waiting.add(act);
  else act();
}
