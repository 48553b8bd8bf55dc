/** Folders in the profile: being laid out, whole and waiting for the next start, and being put in place. */
export const STAGING = '.restore-staging';
export const READY = '.restore-ready';
export const GOING = '.restore-going';
