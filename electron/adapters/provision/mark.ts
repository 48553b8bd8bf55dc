/** Lies in the profile while a set-up from a file is being written. By itself, so that a start looks for its name alone. */
export const HALF_DONE = 'provisioning';
