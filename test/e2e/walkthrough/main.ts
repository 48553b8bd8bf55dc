import { ensureBundle, planFor } from '../../../build/bundle.ts';
import { care } from './chapters/care.ts';
import { customer } from './chapters/customer.ts';
import { closing, day } from './chapters/day.ts';
import { handover } from './chapters/handover.ts';
import { items } from './chapters/items.ts';
import { looks } from './chapters/looks.ts';
import { nothingLost } from './chapters/nothing-lost.ts';
import { paper } from './chapters/paper.ts';
import { practice } from './chapters/practice.ts';
import { recipient } from './chapters/recipient.ts';
import { sales } from './chapters/sales.ts';
import { setUp } from './chapters/set-up.ts';
import { sizes } from './chapters/sizes.ts';
import { staff } from './chapters/staff.ts';
import { troubles } from './chapters/troubles.ts';
import { Story } from './story.ts';

/**
 * Drives the real terminal through what can happen at a counter, with a line and a numbered picture for each step. Ends
 * with 1 when a step failed. Names of chapters as arguments do only those.
 */
const chapters = {
  'set-up': setUp,
  sales,
  items,
  recipient,
  troubles,
  'nothing-lost': nothingLost,
  practice,
  customer,
  handover,
  staff,
  paper,
  day,
  closing,
  care,
  looks,
  sizes,
};

await ensureBundle(planFor('development'));
const story = new Story();
const wanted = process.argv.slice(2);
for (const [name, chapter] of Object.entries(chapters)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const failedBefore = story.failures.length;
  try {
    story.begin(name);
    await chapter(story);
  } catch (error) {
    // A failed step has been told; anything else is said here.
    if (story.failures.length === failedBefore) {
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      story.failures.push(name);
    }
  }
}
story.finish();
console.log('');
console.log(`${story.steps} steps in ${story.seconds.toFixed(0)} s, all pictures in out/walkthrough/index.html`);
if (story.failures.length > 0) console.log(`failed: ${story.failures.join('; ')}`);
process.exitCode = story.failures.length > 0 ? 1 : 0;
