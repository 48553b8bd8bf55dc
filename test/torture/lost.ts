/** A rule of the issue that was broken: money twice, forgotten, or shown as what it is not. */
export class Lost extends Error {}

/** The terminal came up and no page of it ever answered. */
export class Silent extends Error {}
