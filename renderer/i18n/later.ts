/// <reference types="vite/types/importMeta.d.ts" />

/** Texts of all rooms of windows: each a file of its own, read in the language in force when its room is entered. */
export const LATER: Readonly<Record<string, () => Promise<unknown>>> = import.meta.glob(
  ['../../shared/texts/*/*.json', '!../../shared/texts/*/{slips,closing-slips,main,phone,customer}.json'],
  { import: 'default' },
);
