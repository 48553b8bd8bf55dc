import { z } from 'zod';
import { instantSchema } from './payment.ts';

/** What is looked at before a till is trusted with money, in the order in which a person would mend it. */
export const CHECKS = [
  'network',
  'dns',
  'proxy',
  'tls',
  'clock',
  'keys',
  'salesUnit',
  'push',
  'keychain',
  'disk',
  'journal',
  'printer',
  'version',
] as const;
export const checkIdSchema = z.enum(CHECKS);
export type CheckId = z.infer<typeof checkIdSchema>;

/**
 * `attention`: the till sells, and somebody should look into it · `notApplicable`: there was nothing to look at, and
 * the words say why
 */
export const STANDINGS = ['fine', 'notApplicable', 'attention', 'broken'] as const;
export const standingSchema = z.enum(STANDINGS);
export type Standing = z.infer<typeof standingSchema>;

/**
 * All that a check can find, and how that stands. The words for each are in the room `doctor`, what to do with them:
 * of `any` those that more than one check can find.
 */
export const FINDINGS = {
  'any.practice': 'notApplicable',
  'any.notSetUp': 'notApplicable',
  'any.notReached': 'notApplicable',
  'any.needsKeys': 'notApplicable',
  'any.unanswered': 'attention',
  'any.noAnswer': 'broken',
  'any.failed': 'broken',
  'network.reached': 'fine',
  'network.none': 'broken',
  'network.silent': 'broken',
  'dns.found': 'fine',
  'dns.address': 'notApplicable',
  'dns.proxy': 'notApplicable',
  'dns.notFound': 'broken',
  'proxy.none': 'fine',
  'proxy.used': 'fine',
  'proxy.refuses': 'broken',
  'tls.trusted': 'fine',
  'tls.plain': 'notApplicable',
  'tls.refused': 'broken',
  'clock.right': 'fine',
  'clock.off': 'attention',
  'clock.wrong': 'broken',
  'clock.untold': 'notApplicable',
  'keys.accepted': 'fine',
  'keys.missing': 'broken',
  'keys.unreadable': 'broken',
  'keys.rejected': 'broken',
  'salesUnit.named': 'fine',
  'salesUnit.notTold': 'notApplicable',
  'salesUnit.test': 'notApplicable',
  'salesUnit.wrong': 'broken',
  'salesUnit.noPayments': 'broken',
  'salesUnit.capturesAtOnce': 'attention',
  'push.allowed': 'fine',
  'push.forbidden': 'attention',
  'push.notTold': 'notApplicable',
  'keychain.works': 'fine',
  'keychain.plain': 'attention',
  'keychain.none': 'attention',
  'keychain.wrong': 'broken',
  'disk.good': 'fine',
  'disk.slow': 'attention',
  'disk.little': 'attention',
  'disk.full': 'broken',
  'disk.refuses': 'broken',
  'journal.whole': 'fine',
  'journal.none': 'notApplicable',
  'journal.damaged': 'broken',
  'journal.tampered': 'broken',
  'journal.unreadable': 'broken',
  'printer.ready': 'fine',
  'printer.reached': 'fine',
  'printer.none': 'notApplicable',
  'printer.needsWindow': 'notApplicable',
  'printer.silent': 'attention',
  'printer.unknown': 'attention',
  'printer.paper': 'attention',
  'printer.notPrivate': 'attention',
  'version.released': 'fine',
  'version.development': 'notApplicable',
  'version.rehearsal': 'attention',
} as const satisfies Readonly<Record<`${CheckId | 'any'}.${string}`, Standing>>;

export type Finding = keyof typeof FINDINGS;
/** The findings that ask for something to be done. */
export type Trouble = {
  [F in Finding]: (typeof FINDINGS)[F] extends 'attention' | 'broken' ? F : never;
}[Finding];

const isFinding = (name: string): name is Finding => Object.hasOwn(FINDINGS, name);
const findingSchema = z.string().refine(isFinding);

export const standingOf = (finding: Finding): Standing => FINDINGS[finding];
export const isTrouble = (finding: Finding): finding is Trouble =>
  standingOf(finding) === 'attention' || standingOf(finding) === 'broken';

export const checkResultSchema = z
  .object({
    check: checkIdSchema,
    finding: findingSchema,
    /** What its words name, as it is to be shown. */
    values: z.record(z.string(), z.string()),
    /** For support: a code of the system or of the till. */
    detail: z.string().max(120).nullable(),
    /** How long it took. */
    ms: z.number().int().min(0),
  })
  .readonly();
export type CheckResult = z.infer<typeof checkResultSchema>;

/** One look at everything. While it runs, `results` has what is known so far, in the order in which it came. */
export const examinationSchema = z
  .object({ at: instantSchema, running: z.boolean(), results: z.array(checkResultSchema).readonly() })
  .readonly();
export type Examination = z.infer<typeof examinationSchema>;

/** The worst that was found. */
export function worstOf(results: readonly Pick<CheckResult, 'finding'>[]): Standing {
  const ranks = results.map(({ finding }) => STANDINGS.indexOf(standingOf(finding)));
  return STANDINGS[Math.max(0, ...ranks)] ?? 'fine';
}

/**
 * Everything that could be looked at is in order. By name, as the journal keeps it: what an earlier version found, and
 * this one does not know, is no green.
 */
export const isGreen = (results: readonly { readonly check: string; readonly finding: string }[]): boolean =>
  CHECKS.every((check) => results.some((result) => result.check === check)) &&
  results.every(({ finding }) => isFinding(finding) && !isTrouble(finding));

/** By the order of `CHECKS`. */
export const inOrder = (results: readonly CheckResult[]): readonly CheckResult[] =>
  results.toSorted((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
