/** The page's icons: strokes on 24 × 24, in the colour of the text. */
const paths = {
  text: "M5 9h14M4 15h14M10 4 8 20M16 4l-2 16",
  news: "M4 10v4h3l7 4V6l-7 4H4zM18 9a4 4 0 0 1 0 6M8 14l1 5h2",
  forum: "M4 5h11v8H9l-4 3v-3H4zM18 9h2v8h-1v3l-4-3h-5v-1",
  thread: "M6 4v6a4 4 0 0 0 4 4h9M15 10l4 4-4 4",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  lock: "M7 11h10v8H7zM9 11V8a3 3 0 0 1 6 0v3",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
  moon: "M20 14A8.5 8.5 0 0 1 10 4a8 8 0 1 0 10 10z",
  screen: "M3 5h18v11H3zM9 20h6M12 16v4",
  traffic: "M3 12h4l3-7 4 14 3-7h4",
  flask: "M10 3h4M11 3v6l-6 10a1.500 1.500 0 0 0 1.300 2h11.400a1.500 1.500 0 0 0 1.300-2L13 9V3M8 15h8",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  eye: "M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  out: "M14 4h6v6M20 4l-9 9M18 14v5H5V6h5",
  send: "M4 4l17 8-17 8 3-8zM7 12h8",
  down: "M6 9l6 6 6-6",
  check: "M5 13l4 4L19 7",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.500 8.500v.01",
  file: "M6 3h8l4 4v14H6zM14 3v5h4",
  reply: "M5 20v-7a4 4 0 0 1 4-4h10M15 5l4 4-4 4",
  again: "M20 12a8 8 0 1 1-2.500-5.800M20 3v5h-5",
  slash: "M15 4 9 20",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
