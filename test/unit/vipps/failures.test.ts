import { describe, expect, it } from 'vitest';
import { failureOfAnswer, PROBLEM_CODES, retryAfterMs } from '../../../electron/adapters/vipps/failures.ts';
import type { HttpAnswer } from '../../../electron/adapters/vipps/http.ts';
import { couldHideAnEarlierTry, networkFailure } from '../../../electron/adapters/vipps/network-failures.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { clientOf, jsonAnswer, KEY, problemBody, REFERENCE } from '../../support/network/vipps-client.ts';

const NOW = Date.UTC(2026, 0, 19, 12);
const answer = (status: number, body: unknown, more: Partial<HttpAnswer> = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  bodyProblem: null,
  retryAfter: null,
  serverTime: null,
  ...more,
});
const failure = (status: number, body: unknown, more: Partial<HttpAnswer> = {}) =>
  failureOfAnswer(answer(status, body, more), NOW);

/** Every code of the official list, in its order. */
const ALL = `
  3010 4010 4020 4040 4050 4060 4070 4080 4090 4100 4110 4120 4130 4140 4150 4160 5010 5020 5030 5040
  5050 5060 5070 5080 5090 5100 6010 6020 6030 6040 6050 6060 6070 6080 6090 6100 6110 6120 6130 6140
  6150 6160 6170 6180 6190 6200 6210 6220 6230 6250 6260 6280 7010 10010 10020 10030 10040 10050 10060 10070
`
  .trim()
  .split(/\s+/);

describe('problem codes', () => {
  it('knows every code of the list and no other', () => {
    expect(Object.keys(PROBLEM_CODES).toSorted()).toEqual(ALL.toSorted());
  });

  it.each<[string, string, ErrorCode]>([
    ['4020', 'rejected', 'wallet.idempotencyConflict'],
    ['4150', 'rejected', 'wallet.referenceTaken'],
    ['5040', 'rejected', 'wallet.currencyNotAllowed'],
    ['5080', 'rejected', 'wallet.pushNotAllowed'],
    ['5090', 'rejected', 'wallet.referenceUnknown'],
    ['6010', 'rejected', 'wallet.amountTooSmall'],
    ['5100', 'rejected', 'wallet.refundNotPossible'],
    ['6020', 'rejected', 'wallet.nothingCaptured'],
    ['6050', 'rejected', 'wallet.alreadyEnded'],
    ['6060', 'rejected', 'wallet.alreadyApproved'],
    ['6080', 'rejected', 'wallet.notApprovedYet'],
    ['6090', 'rejected', 'wallet.captureTooHigh'],
    ['6140', 'rejected', 'wallet.partialCaptureNotAllowed'],
    ['6150', 'rejected', 'wallet.refundTooHigh'],
    ['6160', 'retryLater', 'wallet.busy'],
    ['6170', 'rejected', 'wallet.alreadyCaptured'],
    ['6180', 'rejected', 'wallet.alreadyRefunded'],
    ['6210', 'rejected', 'wallet.notRefundable'],
    ['6220', 'rejected', 'wallet.refundPeriodOver'],
    ['6250', 'retryLater', 'wallet.customerIsConfirming'],
    ['6260', 'rejected', 'wallet.fundsGone'],
    ['6280', 'retryLater', 'wallet.busy'],
    ['7010', 'rejected', 'wallet.noWallet'],
    ['10050', 'rejected', 'wallet.testApprovalFailed'],
  ])('%s is %s %s whatever the status', (code, kind, error) => {
    for (const status of [400, 403, 404, 409, 423])
      expect(failure(status, problemBody(code, status))).toMatchObject({ kind, error, problemCode: code });
  });

  it('4150 is about the reference, and for a refund about its key', async () => {
    const { api, sent } = clientOf(() => jsonAnswer(problemBody('4150', 409), 409));
    expect(await api.refund(REFERENCE, KEY, '{}')).toMatchObject({
      error: { kind: 'rejected', error: 'wallet.idempotencyConflict', problemCode: '4150' },
    });
    expect(await api.create(REFERENCE, KEY, '{}')).toMatchObject({
      error: { kind: 'rejected', error: 'wallet.referenceTaken', problemCode: '4150' },
    });
    expect(sent.map(({ path }) => path)).toContain(`/epayment/v1/payments/${REFERENCE}/refund`);
  });

  it('are no proof that nothing happened beside a status that is no refusal', () => {
    for (const code of ['4150', '5090', '6090', '7010', '6160']) {
      for (const status of [302, 408, 500, 502, 503])
        expect(failure(status, problemBody(code, status))).toMatchObject({ kind: 'unclear' });
    }
  });

  it('gives trace id and code for support', () => {
    expect(failure(400, problemBody('6090'))).toEqual({
      kind: 'rejected',
      error: 'wallet.captureTooHigh',
      status: 400,
      problemCode: '6090',
      traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
    });
  });

  it('lets the status speak for an internal error and for a code that is newer than this list', () => {
    expect(failure(500, problemBody('3010', 500))).toMatchObject({ kind: 'unclear', error: 'network.serverError' });
    expect(failure(400, problemBody('3010'))).toMatchObject({ kind: 'rejected', error: 'wallet.requestInvalid' });
    expect(failure(400, problemBody('6999'))).toMatchObject({
      kind: 'rejected',
      error: 'wallet.requestInvalid',
      problemCode: '6999',
    });
    expect(failure(503, problemBody('6999', 503))).toMatchObject({ kind: 'unclear' });
  });

  it('reads a validation error, which has no code', () => {
    const extraDetails = [{ name: 'Reference', reason: "The field Reference must match '^[a-zA-Z0-9-]{8,64}$'. 6170" }];
    expect(failure(400, problemBody(null, 400, { extraDetails }))).toMatchObject({
      kind: 'rejected',
      error: 'wallet.requestInvalid',
      problemCode: null,
    });
  });
});

describe('what support needs of a refusal', () => {
  const TRACE = '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01';

  it.each([400, 401, 403, 404, 409, 422, 423, 429, 500, 502, 503])(
    '%i: status, code and trace id are kept, whatever it is taken for',
    (status) => {
      expect(failure(status, problemBody('6999', status))).toMatchObject({
        status,
        problemCode: '6999',
        traceId: TRACE,
      });
      expect(
        failure(status, problemBody(null, status, { traceId: '0b0f7d9e-53a1-4c7b-9a35-7f0f9c3f0a11' })),
      ).toMatchObject({ status, problemCode: null, traceId: '0b0f7d9e-53a1-4c7b-9a35-7f0f9c3f0a11' });
      expect(failure(status, '')).toMatchObject({ status, traceId: null });
    },
  );

  it('the log has title, detail and fields; numbers as long as a phone number are left out', async () => {
    const extraDetails = [
      { name: 'Receipt.OrderLines[0].TaxRate', reason: 'must be at most 10000' },
      { name: 'Customer.PhoneNumber', reason: '4791234567 is not known' },
      { name: 'Customer.PersonalQr', reason: 'https://qr.vipps.no/p/ab12Cd34 is old' },
    ];
    const { api, log } = clientOf(() =>
      jsonAnswer(problemBody(null, 400, { detail: 'See extraDetails', extraDetails }), 400),
    );
    expect((await api.create(REFERENCE, KEY, '{}')).ok).toBe(false);
    expect(log.lines[0]?.fields).toMatchObject({
      status: 400,
      traceId: TRACE,
      title: 'A title',
      said: 'See extraDetails',
      fields:
        'Receipt.OrderLines[0].TaxRate: must be at most 10000; Customer.PhoneNumber: # is not known; ' +
        'Customer.PersonalQr: # is old',
    });
    const gateway = clientOf(() =>
      jsonAnswer({ statusCode: 401, message: 'Access denied due to invalid subscription key.' }, 401),
    );
    await gateway.api.get(REFERENCE);
    expect(gateway.log.lines[0]?.fields).toMatchObject({
      status: 401,
      said: 'Access denied due to invalid subscription key.',
    });
    const none = clientOf(() => new Response('x'.repeat(5000), { status: 500 }));
    await none.api.get(REFERENCE);
    expect(JSON.stringify(none.log.lines).length).toBeLessThan(600);
  });
});

describe('statuses without a usable code', () => {
  const GATEWAY = { statusCode: 0, message: 'Access denied due to invalid subscription key.' };
  const BODIES: readonly unknown[] = [
    GATEWAY,
    '',
    '<html><h1>Bad Gateway</h1></html>',
    'null',
    '[]',
    '{"extraDetails":[null,{"name":5}]}',
    '{"extraDetails":"6170"}',
    '"',
    '{',
  ];
  it.each<[number, string, ErrorCode]>([
    [400, 'rejected', 'wallet.requestInvalid'],
    [401, 'unauthorized', 'wallet.keysRejected'],
    [403, 'rejected', 'wallet.notPermitted'],
    [404, 'unclear', 'network.notTheWallet'],
    [407, 'notSent', 'network.proxy'],
    [408, 'unclear', 'network.timeout'],
    [409, 'rejected', 'wallet.idempotencyConflict'],
    [410, 'rejected', 'wallet.rejected'],
    [415, 'rejected', 'wallet.requestInvalid'],
    [422, 'rejected', 'wallet.requestInvalid'],
    [423, 'retryLater', 'wallet.busy'],
    [429, 'retryLater', 'wallet.tooManyRequests'],
    [302, 'unclear', 'network.unreadable'],
    [500, 'unclear', 'network.serverError'],
    [502, 'unclear', 'network.serverError'],
    [504, 'unclear', 'network.serverError'],
  ])('%i is %s %s with gateway, HTML, empty and broken bodies', (status, kind, error) => {
    for (const body of BODIES) expect(failure(status, body)).toMatchObject({ kind, error });
  });

  it('takes "unknown reference" from the API alone', () => {
    expect(failure(404, problemBody(null, 404))).toMatchObject({
      kind: 'rejected',
      error: 'wallet.referenceUnknown',
      problemCode: null,
    });
    expect(failure(404, { statusCode: 404, message: 'Resource not found' })).toMatchObject({ kind: 'unclear' });
  });

  it('is unclear about a refusal whose body broke off: it could have been "try later"', () => {
    expect(failure(400, '', { bodyProblem: 'network.dropped' })).toMatchObject({
      kind: 'unclear',
      error: 'network.dropped',
    });
    expect(failure(429, '', { bodyProblem: 'network.dropped' })).toMatchObject({ kind: 'retryLater' });
    expect(failure(401, '', { bodyProblem: 'network.dropped' })).toMatchObject({ kind: 'unauthorized' });
  });
});

describe('Retry-After', () => {
  const at = (ms: number) => new Date(NOW + ms).toUTCString();
  it.each<[string | null, number | null, number | null]>([
    ['3', null, 3000],
    [' 0 ', null, 0],
    ['120', null, 120_000],
    ['86400', null, 300_000],
    [at(5000), null, 5000],
    [at(-5000), null, 0],
    [at(120_000), null, 120_000],
    [at(3_600_000), null, 300_000],
    [at(5000).replace(' GMT', ''), null, 5000],
    ['Mon Jan 19 12:00:05 2026', null, 5000],
    ['Monday, 19-Jan-26 12:00:05 GMT', null, 5000],
    [at(5000), NOW + 3000, 2000],
    [null, null, null],
    ['', null, null],
    ['soon', null, null],
    ['-1', null, null],
    ['1.5', null, null],
  ])('%j on server time %j is %j ms', (retryAfter, serverTime, expected) => {
    expect(retryAfterMs({ retryAfter, serverTime }, NOW)).toBe(expected);
    for (const status of [423, 429, 500, 502, 503])
      expect(failure(status, '', { retryAfter, serverTime })).toMatchObject({ afterMs: expected });
  });
});

const undici = (code: string, more: Record<string, unknown> = {}) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('cause'), { code, ...more }) });
const chromium = (name: string) => new Error(`net::${name}`);

describe('network failures', () => {
  it.each<[Error, 'no' | 'maybe', ErrorCode]>([
    [undici('ENOTFOUND'), 'no', 'network.dns'],
    [undici('EAI_AGAIN'), 'no', 'network.dns'],
    [undici('ECONNREFUSED'), 'no', 'network.refused'],
    [undici('EHOSTUNREACH'), 'no', 'network.offline'],
    [undici('ENETUNREACH'), 'no', 'network.offline'],
    [undici('UND_ERR_CONNECT_TIMEOUT'), 'no', 'network.timeout'],
    [undici('ETIMEDOUT', { syscall: 'connect' }), 'no', 'network.timeout'],
    [undici('ETIMEDOUT', { syscall: 'read' }), 'maybe', 'network.timeout'],
    [undici('CERT_HAS_EXPIRED'), 'no', 'network.clock'],
    [undici('CERT_NOT_YET_VALID'), 'no', 'network.clock'],
    [undici('CERT_REVOKED'), 'no', 'network.tls'],
    [undici('DEPTH_ZERO_SELF_SIGNED_CERT'), 'no', 'network.tls'],
    [undici('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'no', 'network.tls'],
    [undici('ERR_TLS_CERT_ALTNAME_INVALID'), 'no', 'network.tls'],
    [undici('ERR_TLS_SESSION_ATTACK'), 'maybe', 'network.tls'],
    [undici('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), 'maybe', 'network.tls'],
    [undici('EPROTO'), 'maybe', 'network.tls'],
    [undici('ECONNRESET'), 'maybe', 'network.dropped'],
    [undici('EPIPE'), 'maybe', 'network.dropped'],
    [undici('UND_ERR_SOCKET'), 'maybe', 'network.dropped'],
    [undici('UND_ERR_HEADERS_TIMEOUT'), 'maybe', 'network.timeout'],
    [undici('HPE_INVALID_CONSTANT'), 'maybe', 'network.unreadable'],
    [undici('E_NEWER_THAN_THIS'), 'maybe', 'network.dropped'],
    [chromium('ERR_INTERNET_DISCONNECTED'), 'no', 'network.offline'],
    [chromium('ERR_NAME_NOT_RESOLVED'), 'no', 'network.dns'],
    [chromium('ERR_DNS_TIMED_OUT'), 'no', 'network.dns'],
    [chromium('ERR_CONNECTION_REFUSED'), 'no', 'network.refused'],
    [chromium('ERR_CONNECTION_TIMED_OUT'), 'no', 'network.timeout'],
    [chromium('ERR_CERT_AUTHORITY_INVALID'), 'no', 'network.tls'],
    [chromium('ERR_CERT_DATE_INVALID'), 'no', 'network.clock'],
    [chromium('ERR_PROXY_CONNECTION_FAILED'), 'no', 'network.proxy'],
    [chromium('ERR_TUNNEL_CONNECTION_FAILED'), 'no', 'network.proxy'],
    [chromium('ERR_TIMED_OUT'), 'maybe', 'network.timeout'],
    [chromium('ERR_CONNECTION_RESET'), 'maybe', 'network.dropped'],
    [chromium('ERR_EMPTY_RESPONSE'), 'maybe', 'network.dropped'],
    [chromium('ERR_NETWORK_CHANGED'), 'maybe', 'network.dropped'],
    [chromium('ERR_SSL_PROTOCOL_ERROR'), 'maybe', 'network.tls'],
    [chromium('ERR_SOMETHING_NEW'), 'maybe', 'network.dropped'],
    [new TypeError('fetch failed'), 'maybe', 'network.dropped'],
  ])('%j %#: sent %s, %s', (error, sent, code) => {
    expect(networkFailure(error)).toMatchObject({ sent, error: code });
  });

  it('reads all addresses of a name, and one uncertain attempt makes it uncertain', () => {
    const each = (code: string) => Object.assign(new Error('x'), { code, syscall: 'connect' });
    const both = new TypeError('fetch failed', {
      cause: new AggregateError([each('ECONNREFUSED'), each('ENETUNREACH')]),
    });
    expect(networkFailure(both)).toMatchObject({ sent: 'no', error: 'network.refused' });
    const mixed = new TypeError('fetch failed', {
      cause: new AggregateError([each('ECONNREFUSED'), each('ECONNRESET')]),
    });
    expect(networkFailure(mixed)).toMatchObject({ sent: 'maybe' });
  });

  it('survives what is not an error, and causes that go in a circle', () => {
    const circle = new Error('a');
    circle.cause = circle;
    for (const odd of [null, undefined, 'text', 7, {}, circle, { code: 5, message: 9 }])
      expect(networkFailure(odd)).toMatchObject({ sent: 'maybe', error: 'network.dropped' });
  });

  it('tells nothing that a message says', () => {
    const error = new TypeError('Headers.append: "canary-secret" is an invalid header value', {
      cause: Object.assign(new Error('canary-secret'), { code: 'canary secret' }),
    });
    error.name = 'canary secret';
    expect(JSON.stringify(networkFailure(error))).not.toContain('canary');
  });

  it("knows which of Chromium's errors can follow a try that arrived", () => {
    expect(couldHideAnEarlierTry(networkFailure(chromium('ERR_CONNECTION_REFUSED')))).toBe(true);
    expect(couldHideAnEarlierTry(networkFailure(undici('ECONNREFUSED')))).toBe(false);
    expect(couldHideAnEarlierTry(networkFailure(chromium('ERR_INTERNET_DISCONNECTED')))).toBe(false);
  });
});
