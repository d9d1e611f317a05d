/** What those above the store need to know of subscriptions. */
export {
  type Cadence,
  type Place,
  places,
  type Subscription,
  type SubscriptionSettings,
  type SubscriptionState,
} from "../store/subscription.js";
