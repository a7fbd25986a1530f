import { html } from 'lit';

/** A line between two columns that is dragged, or moved with arrow keys, to resize one of them. */
export function splitter(options: { readonly label: string; readonly value: number; readonly side: 'start' | 'end'; readonly resize: (width: number, final: boolean) => void }): unknown {
  const clamp = (width: number): number => Math.round(Math.max(220, Math.min(720, width)));
  const sign = options.side === 'start' ? 1 : -1;
  const onDown = (event: PointerEvent): void => {
    const line = event.currentTarget as HTMLElement;
    const from = event.clientX;
    const direction = getComputedStyle(line).direction === 'rtl' ? -sign : sign;
    line.setPointerCapture(event.pointerId);
    const width = (at: PointerEvent): number => clamp(options.value + direction * (at.clientX - from));
    const onMove = (at: PointerEvent): void => options.resize(width(at), false);
    const onUp = (at: PointerEvent): void => {
      line.removeEventListener('pointermove', onMove);
      options.resize(width(at), true);
    };
    line.addEventListener('pointermove', onMove);
    line.addEventListener('pointerup', onUp, { once: true });
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    options.resize(clamp(options.value + sign * step), true);
  };
  return html`<div class="splitter" role="separator" aria-orientation="vertical" aria-label=${options.label} aria-valuenow=${options.value} tabindex="0" @pointerdown=${onDown} @keydown=${onKey}></div>`;
}
