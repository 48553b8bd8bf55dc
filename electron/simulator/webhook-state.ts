import { z } from 'zod';

/** Registrations, and deliveries that nobody has taken yet, as plain data of the world. */

const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  secret: z.string(),
  /** When somebody last took a delivery, or it was registered. */
  answeredAt: z.number(),
});
export type Webhook = z.infer<typeof Webhook>;

const Delivery = z.object({
  id: z.int(),
  /** Id of its registration. */
  webhook: z.string(),
  reference: z.string(),
  body: z.string(),
  /** When it is tried next. */
  at: z.number(),
  since: z.number(),
  failed: z.int(),
});
export type Delivery = z.infer<typeof Delivery>;

export const Webhooks = z.object({
  registered: z.array(Webhook),
  /** Oldest first. */
  deliveries: z.array(Delivery),
  /** How many events of each payment have been turned into deliveries. */
  told: z.record(z.string(), z.int()),
  lastId: z.int(),
});
export type Webhooks = z.infer<typeof Webhooks>;

export const noWebhooks = (): Webhooks => ({ registered: [], deliveries: [], told: {}, lastId: 0 });
