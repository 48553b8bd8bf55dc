import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { readFileSync } from 'node:fs';

/** What a zip file holds, read by another library than the one that wrote it. */
export async function readZip(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(readFileSync(path), { lazyEntries: true }, (error, file) => (file ? resolve(file) : reject(error)));
  });
  const files = new Map<string, Buffer>();
  const contentOf = (entry: Entry) =>
    new Promise<Buffer>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (!stream) return reject(error);
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.once('end', () => resolve(Buffer.concat(parts)));
        stream.once('error', reject);
      });
    });
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      contentOf(entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.once('end', () => resolve(files));
    zip.once('error', reject);
    zip.readEntry();
  });
}
