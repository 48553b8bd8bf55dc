import type { StoreCountry } from './country.ts';

/** A wallet as a shop's customers know it. The marks are not ours to ship: it is named in text. */
export interface Brand {
  readonly name: string;
  /** Of the brand word and the send button; `renderer/ui/tokens.css` knows the colours, light and dark. */
  readonly hue: 'orange' | 'blue';
}

const VIPPS: Brand = { name: 'Vipps', hue: 'orange' };
const MOBILEPAY: Brand = { name: 'MobilePay', hue: 'blue' };

/** The first day of a change, in the shop's own calendar [api 1.1], announced on 6 October 2026. */
const ONE_NAME = '2027-01-12';

interface Named {
  /** `yyyy-mm-dd`; null from the beginning. */
  readonly from: string | null;
  readonly brand: Brand;
}

/** What the wallet is called where, and since when; the oldest first. */
const BRANDS: Readonly<Record<StoreCountry, readonly [Named, ...Named[]]>> = {
  NO: [{ from: null, brand: VIPPS }],
  DK: [
    { from: null, brand: MOBILEPAY },
    { from: ONE_NAME, brand: VIPPS },
  ],
  FI: [
    { from: null, brand: MOBILEPAY },
    { from: ONE_NAME, brand: VIPPS },
  ],
};

/** The wallet's brand in a country on a day (`yyyy-mm-dd`) of the shop's calendar: one object for each brand. */
export function brandOf(country: StoreCountry, date: string): Brand {
  const [first, ...later] = BRANDS[country];
  return (later.findLast(({ from }) => from !== null && from <= date) ?? first).brand;
}

/** Every name that a wallet of this terminal has had, and has. */
export const WALLET_NAMES: readonly string[] = [
  ...new Set(Object.values(BRANDS).flatMap((all) => all.map(({ brand }) => brand.name))),
];

/** The address of the wallet's own codes begins with it, in each country. */
export const CODE_HOST = 'qr.vipps.no';
