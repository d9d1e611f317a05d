/** What those above the store need to know of subscriptions. */
export type {
  Cadence,
  ChannelKind,
  Subscription,
  SubscriptionSettings,
} from "../store/subscription.js";
