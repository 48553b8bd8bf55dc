import { createServer } from 'vite';
import { planFor } from '../bundle.ts';
import { say } from '../setup/progress.mjs';
import { galleryConfig } from '../vite.ts';

/** The gallery on loopback, changing in place as its parts do, until Ctrl+C. */
export async function gallery(): Promise<number> {
  const server = await createServer(galleryConfig(planFor('development')));
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string')
    throw new Error('The development server has no port.');
  say(`  gallery: http://127.0.0.1:${address.port}`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await server.close();
  return 0;
}
