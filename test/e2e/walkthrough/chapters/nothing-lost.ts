import { DrivenCounter, LARGE, SMALL } from '../counter.ts';
import type { Story } from '../story.ts';

const TWICE = [
  { name: 'English, light', preferences: { theme: 'light' }, size: SMALL },
  { name: 'bokmål, dark, large', preferences: { theme: 'dark', language: 'nb' }, size: LARGE },
] as const;

/** What is not known, what needs a person, what comes late, how the till knows, and what it asks before it ends. */
export async function nothingLost(story: Story): Promise<void> {
  for (const { name, preferences, size } of TWICE) {
    const counter = await DrivenCounter.open({ preferences });
    try {
      await counter.resize(size);
      await inDoubt(story, counter, name);
      await late(story, counter, name);
      await attention(story, counter, name);
      await leaving(story, counter, name);
    } finally {
      await counter.close();
    }
  }
}

const screen = (counter: DrivenCounter, name: string) => counter.page.locator(`[data-screen="${name}"]`).waitFor();

async function inDoubt(story: Story, counter: DrivenCounter, look: string): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}: we do not know yet`, page, async () => {
    await counter.wallet.faults([
      { point: 'drop-answer', operations: ['create'], times: null },
      { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
    ]);
    await counter.send('24900', '91234567');
    await screen(counter, 'unclear');
  });
  await story.step(`${look}: how we know, in doubt`, page, async () => {
    await counter.tap('details');
    await page().locator('.evidence-list li').first().waitFor();
  });
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'detached' });
}

async function late(story: Story, counter: DrivenCounter, look: string): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}: approved after all, beside a new sale`, page, async () => {
    await counter.tap('serve-next');
    await page().keyboard.type('1990');
    await counter.wallet.call('DELETE', 'faults');
    await counter.customer(24_900, 'approve');
    await page().getByTestId('show-late').filter({ hasText: '249,00' }).waitFor();
  });
  await story.step(`${look}: approved after all`, page, async () => {
    await counter.tap('show-late');
    await page().locator('[data-late]').waitFor();
  });
  await story.step(`${look}: how we know that it is paid`, page, async () => {
    await counter.screen.capture.click();
    await screen(counter, 'paid');
    await counter.tap('details');
    await page().locator('.evidence-list li').first().waitFor();
  });
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'detached' });
  await counter.screen.newSale.click();
  await page().keyboard.press('Escape');
}

async function attention(story: Story, counter: DrivenCounter, look: string): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}: a payment that needs a person`, page, async () => {
    await counter.wallet.faults([{ point: 'problem', operations: ['capture'], code: 6260 }]);
    await counter.send('31500', '91234512');
    await counter.customer(31_500, 'approve');
    await counter.screen.capture.click();
    await screen(counter, 'attention');
  });
  await story.step(`${look}: it is told while the next sale is keyed`, page, () => counter.tap('serve-next'));
  await story.step(`${look}: the list of payments that need a person`, page, async () => {
    await counter.tap('attention-alert');
    await page().getByRole('dialog').waitFor();
  });
  await story.step(`${look}: why it is resolved`, page, async () => {
    await page().locator('li', { hasText: '315,00' }).getByTestId('resolve').click();
    await page()
      .getByTestId('reason')
      .fill('Looked up in the portal: the reservation is gone. The customer paid in cash.');
  });
  await story.step(`${look}: resolved, with its reason`, page, async () => {
    await counter.tap('save-reason');
    await page().getByRole('alertdialog').waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await counter.press(/315,00/);
    await page().locator('.settled-by').waitFor();
  });
  await counter.tap('new-sale');
}

async function leaving(story: Story, counter: DrivenCounter, look: string): Promise<void> {
  const page = () => counter.page;
  await story.step(`${look}: the window is closed while payments are open`, page, async () => {
    await counter.send('41500', '91234513');
    await screen(counter, 'waiting');
    await counter.terminal.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://terminal'))
        ?.close(),
    );
    await page().getByRole('alertdialog').waitFor();
  });
}
