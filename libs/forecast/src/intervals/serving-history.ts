/** Days of its own past forecasts that a served model replays to see how its band did. */
export const REPLAYED_DAYS = 35;

/** Hours before an origin that a point model gets to see, at the issue and in replays alike. */
export const POINT_HISTORY_HOURS = 35 * 24;

/**
 * Hours before the issue that a calibrated model makes use of. With less it replays fewer of its own forecasts, and its
 * band rests more on what the training held out.
 */
export const SERVING_HISTORY_HOURS = REPLAYED_DAYS * 24 + POINT_HISTORY_HOURS;
