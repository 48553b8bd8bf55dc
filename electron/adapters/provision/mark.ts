/**
 * Lies in the profile while a set-up from a file is being written. Alone in this file: a start needs its name and no
 * more.
 */
export const HALF_DONE = 'provisioning';
