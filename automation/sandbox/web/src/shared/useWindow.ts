import { useState, type UIEvent } from "react";

export interface Windowed<Item> {
  visible: Item[];
  /** Heights of what is left out above and below, in pixels. */
  above: number;
  below: number;
  onScroll: (event: UIEvent<HTMLElement>) => void;
}

const SPARE_ROWS = 3;

/** The part of a long list that can be seen; `onScroll` belongs to the element that scrolls. */
export function useWindow<Item>(items: Item[], enabled: boolean, rowHeight: number, height: number): Windowed<Item> {
  const [scrolled, setScrolled] = useState(0);
  const onScroll = (event: UIEvent<HTMLElement>) => setScrolled(event.currentTarget.scrollTop);
  // Nothing depends on the place then: noting it would draw every row again.
  if (!enabled) return { visible: items, above: 0, below: 0, onScroll: () => undefined };
  const count = Math.ceil(height / rowHeight) + 2 * SPARE_ROWS;
  const wanted = Math.floor(scrolled / rowHeight) - SPARE_ROWS;
  const first = Math.max(0, Math.min(wanted, items.length - count));
  const visible = items.slice(first, first + count);
  return { visible, above: first * rowHeight, below: (items.length - first - visible.length) * rowHeight, onScroll };
}

/** Whether an element is scrolled nearly to its end. */
export function nearEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 80;
}
