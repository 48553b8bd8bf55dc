/** The handbook: which pages there are, by what they are about, and what a page is made of once it is built. */
export const HANDBOOK = {
  start: ['first-day'],
  tasks: [
    'sale',
    'code',
    'own-code',
    'goods',
    'handover',
    'refund',
    'slip',
    'find-sale',
    'customer-screen',
    'people',
    'practice',
  ],
  problems: [
    'unpaid',
    'wrong-number',
    'not-sent',
    'unclear',
    'attention',
    'not-taken',
    'no-network',
    'slips-wait',
    'scanner',
    'stopped',
  ],
  manager: [
    'set-up',
    'settings',
    'staff',
    'day',
    'closing',
    'differences',
    'export',
    'items',
    'printer',
    'backup',
    'updates',
    'check-up',
    'support',
    'journal',
  ],
} as const;

export type HandbookPart = keyof typeof HANDBOOK;
export type PageId = (typeof HANDBOOK)[HandbookPart][number];

export const PARTS = ['start', 'tasks', 'problems', 'manager'] as const satisfies readonly HandbookPart[];
export const PAGES: readonly PageId[] = PARTS.flatMap((part) => HANDBOOK[part]);

/** Who stands at the till reads these in their own language; the manager's part is written in two. */
export const partOf = (page: PageId): HandbookPart =>
  PARTS.find((part) => HANDBOOK[part].some((each) => each === page)) ?? 'start';

/** `name`: what stands on the screen, word for word; `key`: a key of the keyboard. */
export type Inline =
  | string
  | { readonly is: 'name' | 'key' | 'stress'; readonly text: string }
  | { readonly is: 'link'; readonly to: PageId; readonly text: string };

export type Block =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly of: readonly Inline[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly is: 'picture'; readonly src: string; readonly alt: string };

export interface HandbookPage {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Its words alone, to search in. */
export const wordsOf = ({ title, blocks }: HandbookPage): string => [title, ...blocks.flatMap(wordsOfBlock)].join(' ');

const said = (parts: readonly Inline[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

function wordsOfBlock(block: Block): readonly string[] {
  switch (block.is) {
    case 'heading':
      return [block.text];
    case 'text':
      return [said(block.of)];
    case 'list':
      return block.items.map(said);
    case 'picture':
      return [block.alt];
  }
}
