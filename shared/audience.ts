/**
 * Who stands before a window: the people of the shop at the till, or its customer. Every call and every event says for
 * which audiences it is; router, preload, publisher and sender check follow from that.
 */
export const AUDIENCES = ['till', 'customer'] as const;
export type Audience = (typeof AUDIENCES)[number];

const SWITCH = '--skranke-audience=';

/** Tells a window's preload whose window it is. */
export const audienceSwitch = (audience: Audience): string => `${SWITCH}${audience}`;

/** Null where nothing says it: such a window is nobody's. */
export const audienceIn = (args: readonly string[]): Audience | null =>
  AUDIENCES.find((audience) => args.includes(audienceSwitch(audience))) ?? null;
