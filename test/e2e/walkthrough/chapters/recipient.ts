import { typeAsPerson } from '../../../support/app/hands.ts';
import { DrivenCounter, LARGE } from '../counter.ts';
import type { Story } from '../story.ts';

/** Who is asked: a code in place of a number, and another number or channel while a request is live. */
export async function recipient(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  try {
    await byCode(story, counter);
    await changed(story, counter);
    await tooLate(story, counter);
    await sentTwice(story, counter);
  } finally {
    await counter.close();
  }
  const large = await DrivenCounter.open({ preferences: { theme: 'dark', language: 'nb' } });
  try {
    await large.resize(LARGE);
    await byCode(story, large, 'bokmål, dark, large: ');
    await changed(story, large, 'bokmål, dark, large: ');
  } finally {
    await large.close();
  }
}

const shows = (counter: DrivenCounter, screen: string) => counter.page.locator(`[data-screen="${screen}"]`).waitFor();
const code = (counter: DrivenCounter) => counter.page.locator('[data-code]').waitFor();

async function byCode(story: Story, counter: DrivenCounter, look = ''): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}a code on its way`, page, async () => {
    await counter.screen.amount.click();
    await page().keyboard.type('31900');
    await counter.wallet.faults([{ point: 'delay-request', operations: ['create'], ms: 1500 }]);
    await counter.tap('show-code');
    await shows(counter, 'sending');
  });
  await story.step(`${look}a code to scan`, page, () => code(counter));
  await story.step(`${look}a number instead of the code`, page, async () => {
    await counter.tap('to-number');
    await typeAsPerson(page(), '91234567');
  });
}

async function changed(story: Story, counter: DrivenCounter, look = ''): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}withdrawing the earlier request`, page, async () => {
    await counter.wallet.faults([{ point: 'delay-request', operations: ['cancel'], ms: 1500 }]);
    await page().keyboard.press('Enter');
    await shows(counter, 'changing');
  });
  await story.step(`${look}waiting for the number instead`, page, () => shows(counter, 'waiting'));
  await story.step(`${look}declined, other ways to ask`, page, async () => {
    const live = await counter.wallet.waiting();
    await counter.wallet.act(live[0] ?? '', 'reject');
    await shows(counter, 'declined');
  });
  await page().keyboard.press('F4');
  await page().keyboard.press('Escape');
}

async function tooLate(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('approved before it could be changed', page, async () => {
    await counter.wallet.call('POST', 'scripts', { scripts: [{ steps: [], onCancel: 'approve' }] });
    await counter.send('32900', '91234567');
    await shows(counter, 'waiting');
    await counter.tap('change-number');
    await typeAsPerson(page(), '91234542');
    await page().keyboard.press('Enter');
    await shows(counter, 'approved');
  });
  await story.step('a code that was lost', page, async () => {
    await page().keyboard.press('F4');
    await counter.wallet.faults([
      { point: 'drop-answer', operations: ['create'] },
      { point: 'problem', operations: ['create'], from: 2, code: 4150 },
      { point: 'error-before', operations: ['get'], times: 2, status: 503 },
    ]);
    await counter.screen.amount.click();
    await page().keyboard.type('33900');
    await page().keyboard.press('F3');
    await counter.see(/code is missing/i);
  });
}

async function sentTwice(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('the same number and amount again', page, async () => {
    await counter.wallet.call('DELETE', 'faults');
    await page().keyboard.press('F4');
    await counter.send('32900', '91234567');
    await page().getByRole('alertdialog').waitFor();
  });
}
