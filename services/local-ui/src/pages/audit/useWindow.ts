import { type RefObject, useEffect, useState } from 'react';

/** So many rows are there above and below those in sight, that nobody who scrolls sees them come. */
const beside = 12;

/** Which of `count` rows of one height are in sight of a frame that scrolls, from the first to before the second. */
export function useWindow(frame: RefObject<HTMLElement | null>, count: number, height: number): [first: number, end: number] {
  const [sight, setSight] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = frame.current!;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame]);
  const first = Math.max(0, Math.min(Math.floor(sight.top / height), count) - beside);
  return [first, Math.min(count, Math.ceil((sight.top + sight.height) / height) + beside)];
}
