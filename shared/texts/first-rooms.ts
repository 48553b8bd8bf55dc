/** The rooms of the first screen: their texts come in the page itself, in the language in force. */
export const FIRST_ROOMS = ['till', 'scan'] as const;
export type FirstRoom = (typeof FIRST_ROOMS)[number];
