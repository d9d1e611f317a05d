import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Pixels from the end within which the list stays at its end. */
const maxDistance = 80;

/** Where a list is: at its end, scrolled away from it, or scrolled away while something new came. */
export type ScrollState = "at-end" | "away" | "news";

/**
 * Keeps a list scrolled to its end while it grows, unless the person scrolls up.
 *
 * @param list The element that scrolls.
 * @param newest Identifies its last entry. Another one means news.
 * @param key Identifies the content. A change scrolls to the end.
 */
export function useStickToBottom(
  list: RefObject<HTMLElement | null>,
  newest: string | number | undefined,
  key: string,
) {
  const sticks = useRef(true);
  const [state, setState] = useState<ScrollState>("at-end");
  const known = useRef({ key, newest });

  const toEnd = () => {
    sticks.current = true;
    setState("at-end");
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const isElsewhere = known.current.key !== key;
    const isNews = newest !== undefined && newest !== known.current.newest;
    known.current = { key, newest };
    if (isElsewhere || sticks.current) toEnd();
    else if (isNews) setState("news");
  }, [key, newest]);

  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const onScroll = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < maxDistance;
      setState((old) => (sticks.current ? "at-end" : old === "news" ? "news" : "away"));
    };
    // Messages can grow later: answers are edited, menus open, the window narrows.
    const follow = new ResizeObserver(() => (sticks.current ? toEnd() : onScroll()));
    element.addEventListener("scroll", onScroll, { passive: true });
    follow.observe(content);
    follow.observe(element);
    return () => {
      element.removeEventListener("scroll", onScroll);
      follow.disconnect();
    };
  }, []);

  return { state, toEnd };
}
