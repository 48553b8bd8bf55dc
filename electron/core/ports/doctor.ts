import type { ErrorCode } from '../../../shared/errors.ts';
import type { PrinterSettings } from '../../../shared/printer-settings.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment, Keychain } from '../../../shared/settings.ts';

/** An answer from where the wallet should be, whatever it said; or why there was none. */
export type Knock =
  | { readonly answered: true; /** Epoch ms, where it told. */ readonly serverTime: number | null }
  | { readonly answered: false; readonly error: ErrorCode; readonly detail: string };

/** What the wallet says of the sales unit. Null: it does not say. */
export interface SalesUnitFacts {
  readonly name: string | null;
  readonly paymentAllowed: boolean | null;
  readonly captureType: string | null;
  /** A request can be pushed to a number. */
  readonly pushAllowed: boolean | null;
}

/** The wallet that the till is set up for, looked at without a payment. Nothing here moves money. */
export interface WalletToExamine {
  /** Where it is: a name or an address. */
  readonly host: string;
  /** A plain address on this machine, as development has it. */
  readonly plain: boolean;
  knock(): Promise<Knock>;
  /** Whether the stored keys give a token. `till.noKeys`: none are stored. */
  token(): Promise<Result<null, ErrorCode>>;
  /** `setup.serialNumberRejected`: not of these keys. Null: nothing there tells more. */
  salesUnit(): Promise<Result<SalesUnitFacts | null, ErrorCode>>;
}

export interface DiskFound {
  /** Bytes that can still be written. */
  readonly free: number;
  readonly megabytesPerSecond: number;
  /** How long one small write takes until it is safe, ms: what each entry of the journal waits for. */
  readonly syncMs: number;
}

/** `same`: whether it gave back what was put in; null where it was not tried. */
export interface KeychainFound {
  readonly kind: Keychain;
  readonly same: boolean | null;
}

/** `broken`: the name of what is wrong. */
export interface JournalFound {
  readonly entries: number;
  /** When the newest was written, epoch ms; null where that cannot be read. */
  readonly newestAt: number | null;
  readonly broken: string | null;
}

/** `ready`: it says that all is well. `silent`: it took the connection and never says anything. */
export type PrinterFound = 'ready' | 'silent' | 'needsWindow' | ErrorCode;

export interface ProgramFacts {
  readonly version: string;
  readonly flavour: 'development' | 'test' | 'rehearsal' | 'production';
  readonly electron: string;
  readonly chrome: string;
  readonly system: string;
}

/** This machine and what is around it, as the doctor looks at it. Each call ends by itself, or is given up. */
export interface DoctorWorld {
  readonly program: ProgramFacts;
  /** Null: no wallet outside this machine, because it is practice. */
  readonly wallet: WalletToExamine | null;
  /** Addresses that this machine has in a network. */
  addresses(): readonly string[];
  /** The address behind a name, or the system's code for why there is none. */
  lookUp(host: string): Promise<Result<string, string>>;
  /** `host:port` of the proxy that the system names for the wallet, or null. */
  proxy(): Promise<string | null>;
  keychain(): Promise<KeychainFound>;
  /** The system's code where the profile cannot be written to. */
  disk(): Promise<Result<DiskFound, string>>;
  /** Null: there is none yet. */
  journal(environment: Environment): Promise<JournalFound | null>;
  printer(to: PrinterSettings): Promise<PrinterFound>;
}
