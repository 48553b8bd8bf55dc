import { describe, expect, it } from 'vitest';
import { placeCustomer } from '../../../electron/shell/customer-place.ts';
import type { CustomerWish, Desktop } from '../../../electron/shell/customer-place.ts';
import { findDisplay } from '../../../shared/display.ts';
import type { Display } from '../../../shared/display.ts';

const TILL: Display = { id: 1, label: 'HP 22', x: 0, y: 0, width: 1920, height: 1080 };
const FACING: Display = { id: 2, label: 'AOC 16', x: 1920, y: 0, width: 1024, height: 768 };
const window = { x: 200, y: 100, width: 1024, height: 768 };
const NOTHING: CustomerWish = { display: null, turned: false, practises: false };
const desktop = (displays: readonly Display[], change: Partial<Desktop> = {}): Desktop => ({
  displays,
  till: window,
  workArea: TILL,
  phone: null,
  ...change,
});
const boundsOf = ({ x, y, width, height }: Display) => ({ x, y, width, height });

describe('the display that was chosen is found again', () => {
  it.each<readonly [string, readonly Display[], Display | null]>([
    ['as it was', [TILL, FACING], FACING],
    ['in another place', [TILL, { ...FACING, x: -1024 }], { ...FACING, x: -1024 }],
    [
      'with another resolution',
      [TILL, { ...FACING, width: 1920, height: 1080 }],
      { ...FACING, width: 1920, height: 1080 },
    ],
    ['upright', [TILL, { ...FACING, width: 768, height: 1024 }], { ...FACING, width: 768, height: 1024 }],
    ['at another port, with another number', [TILL, { ...FACING, id: 77 }], { ...FACING, id: 77 }],
    ['not while it is unplugged', [TILL], null],
    ['not in another one at its place', [TILL, { ...FACING, id: 9, label: 'TV' }], null],
    [
      'under a number that is now another one’s',
      [
        { ...TILL, id: 2 },
        { ...FACING, id: 1 },
      ],
      { ...FACING, id: 1 },
    ],
    [
      'by its number where the driver spells its name anew',
      [TILL, { ...FACING, label: 'AOC 16"' }],
      { ...FACING, label: 'AOC 16"' },
    ],
  ])('%s', (_how, displays, expected) => {
    expect(findDisplay(FACING, displays)).toEqual(expected);
  });

  it('among twins by its place, and not guessed where that is gone too', () => {
    const twin = { ...FACING, id: 8, x: 2944 };
    expect(findDisplay(FACING, [{ ...FACING, id: 7 }, twin])).toMatchObject({ id: 7 });
    expect(findDisplay(FACING, [{ ...FACING, id: 7, x: 5000 }, twin])).toBeNull();
  });

  it('without names by its place, and by its number', () => {
    const nameless = { ...FACING, label: '' };
    expect(
      findDisplay(nameless, [
        { ...TILL, label: '' },
        { ...nameless, id: 5 },
      ]),
    ).toMatchObject({ id: 5 });
    expect(
      findDisplay(nameless, [
        { ...TILL, label: '' },
        { ...nameless, x: 0, y: 1080 },
      ]),
    ).toMatchObject({ id: 2 });
    expect(findDisplay(nameless, [{ ...TILL, label: '' }])).toBeNull();
  });
});

describe('the customer’s screen', () => {
  it('fills the display that faces the customer', () => {
    expect(placeCustomer({ ...NOTHING, display: FACING }, desktop([TILL, FACING]))).toEqual({
      mode: 'fills',
      bounds: boundsOf(FACING),
    });
  });

  it('comes up over nothing when that display goes, and is there again when it comes', () => {
    const wish = { ...NOTHING, display: FACING };
    expect(placeCustomer(wish, desktop([TILL]))).toBeNull();
    expect(placeCustomer(wish, desktop([TILL, FACING]))?.mode).toBe('fills');
    const small = { ...FACING, x: 1920, width: 800, height: 600 };
    expect(placeCustomer(wish, desktop([TILL, small]))?.bounds).toEqual(boundsOf(small));
  });

  it('never lies over the till, be it moved there or shown on both alike', () => {
    const wish = { ...NOTHING, display: FACING };
    expect(placeCustomer(wish, desktop([TILL, FACING], { till: { ...window, x: 1920, y: 0 } }))).toBeNull();
    expect(placeCustomer(wish, desktop([TILL, FACING], { till: { ...window, x: 1500 } }))).toBeNull();
    const mirrored = { ...FACING, x: 0, y: 0 };
    expect(placeCustomer(wish, desktop([TILL, mirrored]))).toBeNull();
  });

  it('covers the till’s window when that is turned, but where the customer has a display of their own', () => {
    const turned = { ...NOTHING, turned: true };
    expect(placeCustomer(turned, desktop([TILL]))).toEqual({ mode: 'covers', bounds: window });
    expect(placeCustomer({ ...turned, display: FACING }, desktop([TILL, FACING]))?.mode).toBe('fills');
    expect(placeCustomer({ ...turned, display: FACING }, desktop([TILL]))?.mode).toBe('covers');
  });

  it('stands beside the till and the phone of practice where there is room, and nowhere where there is none', () => {
    const wish = { ...NOTHING, practises: true };
    const phone = { x: 1236, y: 100, width: 380, height: 720 };
    const place = placeCustomer(wish, desktop([TILL], { phone }));
    expect(place).toMatchObject({ mode: 'beside', bounds: { x: 1236, y: 832, width: 320, height: 240 } });
    const narrow = { ...TILL, width: 1366, height: 768 };
    expect(placeCustomer(wish, desktop([narrow], { workArea: narrow, phone: { ...phone, x: 986 } }))).toBeNull();
    expect(placeCustomer(NOTHING, desktop([TILL]))).toBeNull();
  });
});
