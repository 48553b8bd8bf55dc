import { join } from 'node:path';
import { SqliteJournal } from '../../../../electron/adapters/journal/store/sqlite-journal.ts';
import { eventsOf } from '../../../support/simulation/sale-stories.ts';
import { writePracticeDay } from '../../../support/app/practice-day-profile.ts';
import { seededStory } from '../../../support/journal/seed-journal.ts';
import { DrivenCounter, LARGE, SMALL } from '../counter.ts';
import type { Story } from '../story.ts';

const SALES = 900;
const SALES_A_DAY = 60;
const DAY_MS = 24 * 3_600_000;

/** Two weeks of sales up to a minute ago, two of them approved and not taken. */
function fill(profile: string): void {
  const journal = new SqliteJournal(join(profile, 'journal-practice.db'), () => 'walk');
  const now = Date.now();
  for (let number = 1; number <= SALES; number += 1) {
    const back = SALES - number;
    const story = seededStory(number, SALES, now);
    const at = now - 60_000 - Math.floor(back / SALES_A_DAY) * DAY_MS - (back % SALES_A_DAY) * 540_000;
    journal.append(eventsOf({ ...story, at, lasts: 5_000, end: back === 15 || back === 20 ? 'approved' : story.end }));
  }
  journal.close();
}

/** The store manager looks at the day, the week and the month, and keeps a file. */
export async function day(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({
    store: { storeName: 'Bakeriet' },
    preferences: { theme: 'light' },
    prepare: fill,
  });
  const page = () => counter.page;
  const scroll = (top: number) => page().evaluate(`document.querySelector('.day-body').scrollTop = ${top}`);
  try {
    await story.step('day: what was sold, and what is open', page, async () => {
      await counter.resize(SMALL);
      await counter.goTo('day');
      await page().locator('.day-figures').waitFor();
    });
    await story.step('day: by hour, as a chart and a table', page, () => scroll(620));
    await story.step('day: VAT, requests and channels', page, () =>
      page().evaluate(
        `[...document.querySelectorAll('.day-body h2, .day-body h3')]
          .find((each) => each.textContent === 'VAT').scrollIntoView({ block: 'start' })`,
      ),
    );
    await story.step('day: how customers answer', page, () => scroll(50_000));
    await story.step('day: an audit file', page, async () => {
      await page().getByTestId('export').click();
      await page().getByRole('radio', { name: 'SAF-T' }).check();
    });
    await story.step('sales: all of them', page, async () => {
      await page().keyboard.press('Escape');
      await page().getByTestId('all-sales').click();
      await page().locator('.long-list-row', { hasText: 'kr' }).first().waitFor();
    });
    await story.step('sales: the only one found', page, async () => {
      await page().getByRole('searchbox').fill('0877');
      await page().getByTestId('sale-found').getByRole('heading', { level: 2 }).waitFor();
    });
    await story.step('sales: none found', page, async () => {
      await page().getByRole('searchbox').fill('no such sale');
      await page().locator('.sales-nothing').waitFor();
    });
    await story.step('day: the week', page, async () => {
      await page().keyboard.press('Escape');
      await page().keyboard.press('Escape');
      await counter.resize(LARGE);
      await page().getByRole('radio', { name: 'Week' }).check();
      await page().getByRole('heading', { name: 'By day' }).waitFor();
      await scroll(0);
    });
    await story.step('day: the month', page, async () => {
      await page().getByRole('radio', { name: 'Month' }).check();
      await page().locator('.day-list button[aria-current]').filter({ hasNotText: 'Week' }).waitFor();
    });
  } finally {
    await counter.close();
  }
}

/**
 * The practice day of the shop that played it, which the wallet knows too: compared, and closed over what is undecided.
 */
export async function closing(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({
    preferences: { theme: 'light' },
    ownWallet: true,
    prepare: writePracticeDay,
  });
  const page = () => counter.page;
  const scroll = (top: number) => page().evaluate(`document.querySelector('.day-body').scrollTop = ${top}`);
  try {
    await story.step('closing: compared by itself, and what is left to decide', page, async () => {
      await counter.resize(SMALL);
      await counter.goTo('day');
      await page().getByTestId('to-closing').click();
      await page().getByTestId('compare-again').waitFor();
    });
    await story.step('closing: one reason for all of a kind', page, async () => {
      const group = page().getByTestId('group-portalRefund');
      await group.getByRole('button', { name: 'To decide' }).click();
      await group.getByTestId('reason-ownDoing').check();
      await group.scrollIntoViewIfNeeded();
    });
    await story.step('closing: everything is decided', page, async () => {
      for (;;) {
        const open = page().locator('.closing-group[data-state="open"]').first();
        if ((await open.count()) === 0) break;
        const id = (await open.getAttribute('data-testid')) ?? '';
        const group = page().getByTestId(id);
        const keep = group.getByTestId('keep-reason');
        const unfold = group.getByRole('button', { name: 'To decide' });
        if ((await unfold.count()) > 0) await unfold.click();
        await group.getByRole('radio').first().check();
        if ((await keep.count()) > 0) await keep.click();
        await page().locator(`[data-testid="${id}"][data-state="decided"]`).waitFor();
      }
      await scroll(0);
    });
    await story.step('closing: the closing as it is kept', page, async () => {
      await page().getByTestId('close-day').click();
      await page().locator('.roll').waitFor();
    });
    await story.step('closing: the totals so far as a slip', page, async () => {
      await page().getByTestId('totals-so-far').click();
      await page().locator('.dialog .roll').filter({ hasText: 'Skranke' }).waitFor();
    });
  } finally {
    await counter.close();
  }
}
