import { describe, expect, it } from 'vitest';
import type { PictureProblem } from '../../../electron/core/ports/code-picture.ts';
import { CodePictures } from '../../../electron/core/sales/code-pictures.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';
import type { CodePicture } from '../../../shared/code.ts';
import { picturePath } from '../../../shared/code.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { lacksCode, shownCode } from '../../../shared/shown-code.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const ADDRESS = 'https://qr-image.vipps.no/v1?token=1';
const LIFE = 600_000;
const byCode: Partial<Record<keyof Payment, unknown>> = { method: 'code', recipient: null, codeForm: 'image' };

const waiting = (code: string | null = ADDRESS, payment = byCode): Sale =>
  saleIn({ phase: { name: 'waiting', expiresAt: LIFE, code }, payment });

function pictures(answers: readonly Result<Uint8Array<ArrayBuffer>, PictureProblem>[]) {
  const clock = new VirtualClock(0);
  const shelf = createPictureShelf();
  const told: (CodePicture | null)[] = [];
  const asked: number[] = [];
  const held = new CodePictures({
    fetch: () => {
      asked.push(clock.now());
      return Promise.resolve(answers[asked.length - 1] ?? answers.at(-1) ?? err('noAnswer'));
    },
    shelf,
    clock,
    log: recordingLog(),
    show: (_, picture) => void told.push(picture),
  });
  const lies = (): boolean => {
    const picture = told.findLast((each) => each?.name === 'there');
    return picture?.name === 'there' && shelf.find(`app://terminal${picturePath(picture.id)}`, 'till') !== null;
  };
  return { held, clock, told, asked, lies, shelf };
}
const PICTURE = new Uint8Array([1, 2, 3]);

describe('the pictures that are held out', () => {
  it('are fetched once a payment can be scanned, and taken away the moment that it cannot be any more', async () => {
    const { held, clock, told, asked, lies } = pictures([ok(PICTURE)]);
    held.saleChanged(waiting(null));
    expect(asked).toEqual([]);
    held.saleChanged(waiting());
    held.saleChanged(waiting());
    await clock.pass(0);
    expect([asked.length, told.map((each) => each?.name), lies()]).toEqual([1, ['coming', 'there'], true]);
    held.saleChanged(saleIn({ phase: { name: 'expired', at: 1 }, payment: byCode }));
    expect([told.at(-1), lies()]).toEqual([null, false]);
  });

  it('are no business of a request that shows none, or whose code is drawn here', () => {
    const { held, asked } = pictures([ok(PICTURE)]);
    held.saleChanged(waiting(ADDRESS, { ...byCode, codeForm: 'text' }));
    held.saleChanged(waiting(ADDRESS, {}));
    expect(asked).toEqual([]);
  });

  it('are fetched again when they are lost; after two tries other ways are offered, and it goes on', async () => {
    const { held, clock, told, asked } = pictures([err('noAnswer'), err('status'), err('noPicture'), ok(PICTURE)]);
    held.saleChanged(waiting());
    await clock.pass(1_000);
    expect([asked, told.map((each) => each?.name)]).toEqual([
      [0, 1_000],
      ['coming', 'lost'],
    ]);
    await clock.pass(2_000 + 4_000);
    expect(told.at(-1)?.name).toBe('there');
  });

  it('are not asked for when the code is too old to be there', async () => {
    const { held, clock, asked } = pictures([err('noAnswer')]);
    held.saleChanged(waiting());
    await clock.pass(2 * LIFE);
    expect(Math.max(...asked)).toBeLessThan(LIFE);
    expect(asked.length).toBeLessThan(50);
  });

  it('that come when the request has been withdrawn are dropped', async () => {
    const late = Promise.withResolvers<Result<Uint8Array<ArrayBuffer>, PictureProblem>>();
    const { shelf, clock } = pictures([]);
    const told: (CodePicture | null)[] = [];
    const show = (_: unknown, picture: CodePicture | null) => void told.push(picture);
    const held = new CodePictures({ fetch: () => late.promise, shelf, clock, log: recordingLog(), show });
    held.saleChanged(waiting());
    held.saleChanged(saleIn({ phase: { name: 'terminated', at: 1 }, payment: byCode }));
    late.resolve(ok(PICTURE));
    await clock.pass(0);
    expect(told.map((each) => each?.name ?? null)).toEqual(['coming', null]);
  });
});

describe('what is held out to be scanned', () => {
  const shown = (sale: Sale) => shownCode(currentPayment(sale), sale);
  const lacks = (sale: Sale) => lacksCode(currentPayment(sale), sale);

  it('is never the address of a picture drawn as a code', () => {
    const sale = waiting();
    for (const picture of [null, { name: 'coming' }, { name: 'lost' }] as const)
      expect(shown({ ...sale, codePicture: picture })).toBeNull();
    const id = '00000000-0000-4000-8000-000000000001';
    expect(shown({ ...sale, codePicture: { name: 'there', id } })).toEqual({ name: 'picture', id });
    expect(shown(waiting(ADDRESS, { ...byCode, codeForm: 'text' }))).toEqual({ name: 'text', text: ADDRESS });
  });

  it('is lacking when the answer had none, or its picture is lost', () => {
    const sale = waiting();
    expect(lacks(waiting(null))).toBe(true);
    expect(lacks({ ...sale, codePicture: { name: 'lost' } })).toBe(true);
    expect(lacks({ ...sale, codePicture: { name: 'coming' } })).toBe(false);
    expect(lacks(saleIn({ phase: { name: 'expired', at: 1 }, payment: byCode }))).toBe(false);
  });
});

describe('the shelf', () => {
  it('gives a picture by its own name, to a page of the app, and to nobody by another', () => {
    const shelf = createPictureShelf();
    const id = shelf.put(PICTURE);
    const path = picturePath(id);
    expect(shelf.find(`app://terminal${path}`, 'till')).toBe(PICTURE);
    expect(shelf.find(`app://customer${path}`, 'customer')).toBe(PICTURE);
    for (const address of [
      `app://customer${path}`,
      `app://terminal${path}?x=1`,
      `app://terminal/code/${id}`,
      'app://terminal/code/00000000-0000-4000-8000-000000000001.png',
      `https://terminal${path}`,
    ])
      expect(shelf.find(address, 'till')).toBeNull();
    shelf.take(id);
    expect(shelf.find(`app://terminal${path}`, 'till')).toBeNull();
  });
});
