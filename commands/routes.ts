import type { Route } from "../src/interactions/route.js";
import { announcementRoute } from "../src/views/announcement-route.js";
import type { Context } from "../src/views/context.js";
import { exportRoutes } from "../src/views/export-routes.js";
import { foundRoute } from "../src/views/found-papers.js";
import { paperRoutes } from "../src/views/paper-routes.js";
import { aboutRoutes } from "./about.js";
import { doctorRoutes } from "./doctor.js";
import { heldRoutes } from "./held.js";
import { listsRoutes } from "./lists.js";
import { newRoutes } from "./new.js";
import { privacyRoutes } from "./privacy.js";
import { randomRoutes } from "./random.js";
import { searchRoutes } from "./search.js";
import { subscribeRoutes } from "./subscribe.js";
import { subscriptionsRoutes } from "./subscriptions.js";
import { venueRoutes } from "./venue.js";
import { venuesRoutes } from "./venues.js";
import { whyRoutes } from "./why.js";

/** Everything that a button, a menu or a form can lead to. A test compares it with the paths that are declared. */
export const routes: readonly Route<Context>[] = [
  ...paperRoutes,
  announcementRoute,
  ...exportRoutes,
  foundRoute,
  ...searchRoutes,
  ...venuesRoutes,
  ...venueRoutes,
  ...randomRoutes,
  ...newRoutes,
  ...whyRoutes,
  ...subscribeRoutes,
  ...subscriptionsRoutes,
  ...listsRoutes,
  ...doctorRoutes,
  ...aboutRoutes,
  ...privacyRoutes,
  ...heldRoutes,
];
