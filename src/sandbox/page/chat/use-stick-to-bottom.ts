import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** How near to its end a list must be, in pixels, to go on following it. */
const maxDistance = 80;

/**
 * Keeps a scrolled list at its end while things are added, unless a person has scrolled up.
 *
 * @param list The element that scrolls.
 * @param count How many things it holds, to tell news from other changes.
 * @param key What it is about: when that changes, it starts at its end.
 */
export function useStickToBottom(list: RefObject<HTMLElement | null>, count: number, key: string) {
  const sticks = useRef(true);
  const [hasNews, setNews] = useState(false);
  const known = useRef({ key, count });

  const toEnd = () => {
    sticks.current = true;
    setNews(false);
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const isElsewhere = known.current.key !== key;
    const isMore = count > known.current.count;
    known.current = { key, count };
    if (isElsewhere || sticks.current) toEnd();
    else if (isMore) setNews(true);
  }, [key, count]);

  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const onScroll = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < maxDistance;
      if (sticks.current) setNews(false);
    };
    // Messages grow after they were drawn: an answer is edited, a menu opens, the window narrows.
    const follow = new ResizeObserver(() => sticks.current && toEnd());
    element.addEventListener("scroll", onScroll, { passive: true });
    follow.observe(content);
    follow.observe(element);
    return () => {
      element.removeEventListener("scroll", onScroll);
      follow.disconnect();
    };
  }, []);

  return { hasNews, toEnd };
}
