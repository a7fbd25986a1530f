/** Where an overlay goes beside its anchor; it flips when there is no room. */
export interface Placement {
  readonly side?: 'below' | 'above';
  readonly align?: 'start' | 'end' | 'center';
  /** Not narrower than the anchor. */
  readonly stretch?: boolean;
  /** Distance in pixels. Default 4. */
  readonly gap?: number;
}

/** Puts a shown popover (top layer, `position: fixed`) beside an anchor and inside the window. */
export function place(overlay: HTMLElement, anchor: Element, { side = 'below', align = 'start', stretch = false, gap = 4 }: Placement = {}): void {
  const at = anchor.getBoundingClientRect();
  const { style } = overlay;
  style.position = 'fixed';
  style.margin = '0';
  style.inset = 'auto';
  if (stretch) style.minWidth = `${at.width}px`;
  style.maxHeight = '';
  const width = overlay.offsetWidth;
  const height = overlay.offsetHeight;
  const below = innerHeight - at.bottom - gap;
  const above = at.top - gap;
  const up = side === 'above' ? above >= Math.min(height, below) || above > below : below < height && above > below;
  const room = Math.max(80, (up ? above : below) - 8);
  if (height > room) style.maxHeight = `${room}px`;
  const rtl = getComputedStyle(anchor).direction === 'rtl';
  const start = rtl ? at.right - width : at.left;
  const end = rtl ? at.left : at.right - width;
  const x = align === 'start' ? start : align === 'end' ? end : at.left + (at.width - width) / 2;
  style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  style.top = `${up ? Math.max(8, at.top - gap - Math.min(height, room)) : at.bottom + gap}px`;
}
