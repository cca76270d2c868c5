const keys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);

export function start(element, component, latestLast, rowHeight) {
  const head = element.firstElementChild;
  let inSight = true;

  const isInSight = () => latestLast
    ? element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight
    : element.scrollTop < rowHeight;
  const showLatest = () => {
    // At once, not with the event: rows that are added before it comes must be followed already.
    inSight = true;
    element.scrollTop = latestLast ? element.scrollHeight : 0;
  };

  // The browser would scroll by these keys as well.
  const onKey = event => {
    if (event.target === element && keys.has(event.key))
      event.preventDefault();
  };
  const onScroll = () => {
    if (isInSight() !== inSight) {
      inSight = !inSight;
      component.invokeMethodAsync('OnLatestInSight', inSight);
    }
  };
  const follow = () => { if (latestLast && inSight) showLatest(); };

  const added = new MutationObserver(follow);
  const resized = new ResizeObserver(follow);
  added.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
  resized.observe(element);
  element.addEventListener('keydown', onKey);
  element.addEventListener('scroll', onScroll, { passive: true });
  follow();

  return {
    showLatest,
    show(index) {
      const top = index * rowHeight;
      const room = element.clientHeight - head.offsetHeight;
      if (top < element.scrollTop)
        element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + room)
        element.scrollTop = top + rowHeight - room;
    },
    stop() {
      added.disconnect();
      resized.disconnect();
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('scroll', onScroll);
    },
  };
}
