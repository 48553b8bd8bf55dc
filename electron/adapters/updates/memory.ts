import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../files/whole-file.ts';
import type { Log } from '../../core/ports/log.ts';
import { NOTHING_REMEMBERED, rememberedSchema } from '../../core/ports/updates.ts';
import type { UpdateMemory } from '../../core/ports/updates.ts';
import { isLoopback, parseAddress } from '../../../shared/pages.ts';
import { channelSchema } from '../../../shared/update.ts';
import type { Channel } from '../../../shared/update.ts';

const FILE = 'updates.json';
const MAX_BYTES = 16 * 1024;

/** What an administrator may write into `updates.json`: another address than the one built in, and the channel. */
const wishedSchema = z.object({
  address: z
    .string()
    .max(500)
    .refine((text) => isAddress(text))
    .nullable()
    .catch(null)
    .default(null),
  channel: channelSchema.catch('stable').default('stable'),
});

/** What is fetched is signed; the address is https all the same, so that nobody sees which version a shop runs. */
function isAddress(text: string): boolean {
  const url = parseAddress(text);
  if (!url || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || isLoopback(url);
}

/** What is remembered of updates, and what an administrator wishes, in a file of the profile. */
export function updateMemory(
  folder: string,
  log: Log,
): UpdateMemory & { readonly address: string | null; readonly channel: Channel } {
  const path = join(folder, FILE);
  const written = read(path);
  const wished = wishedSchema.parse(written);
  return {
    address: wished.address?.replace(/\/+$/, '') ?? null,
    channel: wished.channel,
    load: () => rememberedSchema.catch(NOTHING_REMEMBERED).parse({ ...NOTHING_REMEMBERED, ...written }),
    save(remembered) {
      try {
        writeWhole(path, `${JSON.stringify({ ...wished, ...remembered }, null, 2)}\n`);
      } catch (error) {
        log.warn('updates not remembered', { error: error instanceof Error ? error.name : typeof error });
      }
    },
  };
}

function read(path: string): object {
  try {
    if (!existsSync(path) || statSync(path).size > MAX_BYTES) return {};
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
