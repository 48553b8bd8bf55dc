import { z } from 'zod';
import { languageSchema, textSizeSchema, themeSchema } from '../../shared/settings.ts';

/** What the address asks for: `?show=parts&theme=dark&size=large&language=nb&hue=blue&keypad=right`. */
const askedSchema = z.object({
  /** `parts`, `entry`, or the name of a way in which a sale is shown. */
  show: z.string().default('parts'),
  theme: themeSchema.default('light'),
  size: textSizeSchema.default('normal'),
  language: languageSchema.default('en'),
  hue: z.enum(['orange', 'blue']).default('orange'),
  keypad: z.enum(['left', 'right']).default('left'),
});
export type Asked = z.infer<typeof askedSchema>;

export const asked = (): Asked => askedSchema.parse(Object.fromEntries(new URLSearchParams(location.search)));

export const addressOf = (wish: Asked): string => `?${new URLSearchParams(wish).toString()}`;
