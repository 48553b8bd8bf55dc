import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeEach, expect, it } from 'vitest';
import { axeFindings } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const DB = 'journal-practice.db';

const shop = shareTerminal();
let profile: string;
let terminal: TerminalApp;
beforeEach(async () => {
  ({ terminal, profile } = await shop.begin());
});

/** A request that waits for its customer; then the power is cut. */
async function cutWithAnOpenRequest(): Promise<void> {
  await sendRequest(terminal.page, '24900', '91234567');
  await seeState(terminal.page, /waiting/i);
  await terminal.kill();
}

it('names a damaged journal in words, keeps its file, and begins a new one that knows the open request', async () => {
  await cutWithAnOpenRequest();
  const db = new Database(join(profile, DB));
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(join(profile, DB));
  bytes[bytes.indexOf('"value":24900') + 8] = 0x39;
  writeFileSync(join(profile, DB), bytes);

  terminal = await shop.restart('stopped');
  const { page } = terminal;
  await seeState(page, /journal of payments is damaged/);
  await page.getByText(DB).waitFor();
  await page.getByText(profile).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: join(profile, 'stopped.png') });
  await page.getByRole('button', { name: 'Start a new journal' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start a new journal' }).click();
  const notice = page.getByRole('alertdialog').filter({ hasText: 'A new journal was started' });
  await notice.getByText('One open payment was taken along').waitFor();
  await page.screenshot({ path: join(profile, 'notice.png') });
  await notice.getByRole('button', { name: 'I have noted it' }).click();
  await notice.waitFor({ state: 'detached' });
  await seeState(page, /waiting/i);
  expect(readFileSync(join(profile, DB)).equals(bytes)).toBe(true);
  if (process.env['SKRANKE_PICTURES'])
    for (const name of ['stopped.png', 'notice.png'])
      copyFileSync(join(profile, name), join(process.env['SKRANKE_PICTURES'], name));
});

it('restores the newest entries from the second copy and says so until somebody has noted it', async () => {
  await cutWithAnOpenRequest();
  rmSync(join(profile, `${DB}-wal`));
  terminal = await shop.restart();
  const notice = (app: TerminalApp) =>
    app.page.getByRole('alertdialog').filter({ hasText: 'The end of the journal was damaged' });
  await notice(terminal)
    .getByText(/restored from the second copy/)
    .waitFor();
  await terminal.kill();
  terminal = await shop.restart();
  await notice(terminal).getByRole('button', { name: 'I have noted it' }).click();
  await seeState(terminal.page, /waiting/i);
});
