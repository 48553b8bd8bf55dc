import type { z } from 'zod';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { createDenialLog } from './denial-log.ts';
import type { SenderVerdict } from './sender.ts';
import { weigh } from './weigh.ts';
import { AUDIENCES } from '../../shared/audience.ts';
import type { Audience } from '../../shared/audience.ts';
import { describeBug } from '../../shared/bug.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { CALLS, MAX_MESSAGE_BYTES } from '../../shared/ipc/contract.ts';
import type { CallInput, CallOutput, Denial, GuardedCalls, Reply } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';

/** Calls that may be under way at once; a till has a handful. */
const MAX_UNDER_WAY = 100;

const SCHEMAS: {
  readonly [N in CallName]: {
    readonly audiences: readonly Audience[];
    readonly input: z.ZodType<CallInput<N>>;
    readonly output: z.ZodType<CallOutput<N>>;
  };
} = CALLS;

export interface GateOptions {
  /** Settles when the core is ready; calls that come earlier wait for it. Asked at each call. */
  readonly handlers: () => Promise<GuardedCalls>;
  readonly log: Log;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Judges one message and answers it. `args` is what came over the channel: name and input. Never rejects. */
export type Gate = (sender: SenderVerdict, args: readonly unknown[]) => Promise<Reply>;

/**
 * The one gate for every call, in this order: sender, count, shape, name, audience, size, schema, handler, schema of
 * the answer. A denial is an answer with a registered code, and a line in the log that holds nothing of what was sent.
 */
export function createGate({ handlers, log, clock }: GateOptions): Gate {
  const logDenial = createDenialLog(log, clock);
  let underWay = 0;

  const deny = (denied: ErrorCode, why: string): Denial => {
    logDenial(denied, why);
    return { denied };
  };

  async function run<N extends CallName>(name: N, input: unknown): Promise<Reply> {
    const parsed = parse(SCHEMAS[name].input, input);
    if (!parsed?.success)
      return deny('ipc.payloadInvalid', `${name}: ${parsed ? whereItFails(parsed.error) : 'not readable'}`);
    try {
      const answer = await (await handlers())[name](parsed.data);
      const output = SCHEMAS[name].output.safeParse(answer);
      if (output.success) return { output: output.data };
      log.error('ipc answer broke the contract', { call: name, at: whereItFails(output.error) });
    } catch (error) {
      log.error('ipc handler failed', { call: name, error: describeBug(error) });
    }
    return { denied: 'internal' };
  }

  return async (sender, args) => {
    if (!isAudience(sender)) return deny('ipc.senderDenied', sender);
    if (underWay >= MAX_UNDER_WAY) return deny('ipc.tooLarge', 'too many calls under way');
    if (args.length < 1 || args.length > 2) return deny('ipc.payloadInvalid', 'not a name and an input');
    const [name, input] = args;
    if (!isCallName(name)) return deny('ipc.unknownCall', 'unknown call');
    // SECURITY: what is not for this window does not exist for it, whatever its preload offers.
    if (!SCHEMAS[name].audiences.includes(sender)) return deny('ipc.senderDenied', 'otherAudience');
    const tooMuch = weigh(input, MAX_MESSAGE_BYTES);
    if (tooMuch) return deny(tooMuch, name);
    underWay += 1;
    try {
      return await run(name, input);
    } finally {
      underWay -= 1;
    }
  };
}

/**
 * Null where zod itself throws, as it does for `{ length: { toString: null, valueOf: null } }` in the place of a text
 * with a length.
 */
function parse<T>(schema: z.ZodType<T>, input: unknown): z.ZodSafeParseResult<T> | null {
  try {
    return schema.safeParse(input);
  } catch {
    return null;
  }
}

const isAudience = (sender: SenderVerdict): sender is Audience => AUDIENCES.some((audience) => audience === sender);
const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(CALLS, name);

/** Field names of our own schemas and the rule broken; never what was sent. */
function whereItFails(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join('.').slice(0, 80)} ${issue.code}` : 'unknown';
}
