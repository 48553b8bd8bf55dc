/** Colour of a window before its first picture: the page colour of the renderer's tokens, so that nothing flashes. */
export const WINDOW_BACKGROUND = { light: '#f6f6f4', dark: '#121316' } as const;
