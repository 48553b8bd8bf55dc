import { z } from 'zod';
import type { Client } from './client.ts';
import { readJson } from './read-json.ts';
import type { RegisteredAddress, Webhooks } from '../../core/ports/hints.ts';
import { ok } from '../../../shared/result.ts';

const BASE = '/webhooks/v1/webhooks';

const registeredSchema = z.object({ id: z.string().min(1).max(100), secret: z.string().min(1).max(500) });
const listSchema = z.object({
  webhooks: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        url: z.string().max(2_000),
        events: z.array(z.string().max(100)).max(1_000).catch([]),
      }),
    )
    .max(10_000),
});

/** The Webhooks API of one sales unit [api 12]. The secret in the answer to `register` is told this once. */
export const createWebhooks = (client: Client): Webhooks => ({
  async register(url, events) {
    const answer = await client.run({
      operation: 'webhooks',
      reference: null,
      path: BASE,
      body: JSON.stringify({ url, events }),
      read: ({ text }) => readJson(registeredSchema, text),
    });
    return answer.ok ? ok({ ...answer.value, url }) : answer;
  },
  list: () =>
    client.run<readonly RegisteredAddress[]>({
      operation: 'webhooks',
      reference: null,
      path: BASE,
      read: ({ text }) => readJson(listSchema, text)?.webhooks ?? null,
    }),
  async remove(id) {
    const answer = await client.run({
      operation: 'webhooks',
      reference: null,
      path: `${BASE}/${encodeURIComponent(id)}`,
      method: 'DELETE',
      read: () => true,
      notFound: true,
    });
    return answer.ok ? ok(null) : answer;
  },
});
