import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Pixels from the end within which the list stays at its end. */
const maxDistance = 80;

/**
 * Keeps a list scrolled to its end while it grows, unless the person scrolls up.
 *
 * @param list The element that scrolls.
 * @param count The number of its entries. An increase means news.
 * @param key Identifies the content. A change scrolls to the end.
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
    // Messages can grow later: answers are edited, menus open, the window narrows.
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
