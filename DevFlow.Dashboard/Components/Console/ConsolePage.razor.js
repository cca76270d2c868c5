// Keeps the end of the lines in sight, until somebody scrolls up.
export function follow(lines, page) {
  let follows = true;
  let lastTop = 0;

  const toEnd = () => {
    lines.scrollTop = lines.scrollHeight;
  };
  const set = value => {
    if (value !== follows) {
      follows = value;
      page.invokeMethodAsync('OnFollows', value);
    }
  };

  // New lines never move the view up: only a person does.
  lines.addEventListener('scroll', () => {
    const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 4;
    if (isAtEnd) {
      set(true);
    } else if (lines.scrollTop < lastTop) {
      set(false);
    }
    lastTop = lines.scrollTop;
  });

  // Lines that come, lines that are drawn as they come into sight, and a window that changes its size all move the end.
  const stay = () => {
    if (follows) {
      toEnd();
    }
  };
  new MutationObserver(stay).observe(lines, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class'] });
  new ResizeObserver(stay).observe(lines);
  toEnd();

  return {
    toEnd() {
      set(true);
      toEnd();
    },

    // A line that is not drawn is approached by its share of the whole, until it is.
    show(number, index, count) {
      set(false);
      let tries = 100;
      const approach = () => {
        const line = lines.querySelector(`[data-number="${number}"]`);
        if (line) {
          line.scrollIntoView({ block: 'center' });
        } else if (tries-- > 0) {
          lines.scrollTop = (lines.scrollHeight * index) / count - lines.clientHeight / 2;
          setTimeout(approach, 50);
        }
      };
      approach();
    },
  };
}
