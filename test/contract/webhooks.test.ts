import { describe, expect, it } from 'vitest';
import { PAYMENT_EVENTS } from '../../electron/core/hints/payload.ts';
import { simulatedShop } from '../support/simulation/shop.ts';
import { available, validateRequest, validateResponse, WHERE } from '../support/reading/openapi.ts';

/** What is asked of the Webhooks API and what the simulated one answers, judged by the official file. */

if (!available) process.stdout.write(`contract tests of webhooks: skipped, the official files are not at ${WHERE}\n`);

const PATH = '/webhooks/v1/webhooks';

describe.runIf(available)('webhooks against the official file', () => {
  it('are registered, listed, refused and deleted as it says', () => {
    const shop = simulatedShop();
    const register = (url: string) => shop.call('POST', PATH, { url, events: PAYMENT_EVENTS });
    const { id }: { id: string } = JSON.parse(register('https://hooks.example.com/hints').body);
    register('http://hooks.example.com/hints');
    shop.call('GET', PATH);
    shop.call('DELETE', `${PATH}/${id}`);
    shop.call('DELETE', `${PATH}/${id}`);
    const calls = shop.traffic.filter(({ request }) => request.path.startsWith(PATH));
    expect(calls.map(({ response }) => response.status)).toEqual([201, 400, 200, 204, 400]);
    for (const { request, response } of calls) {
      expect(validateRequest(request.method, request.path, request.headers, request.body)).toEqual([]);
      expect(
        validateResponse(
          request.method,
          request.path,
          response.status,
          response.body,
          response.headers['content-type'],
        ),
      ).toEqual([]);
    }
  });
});
