import { LANGUAGES } from './languages.ts';
import type { Language } from './languages.ts';
import { readFrom } from './read.ts';
import type { DoctorText } from '../doctor-words.ts';

/** Read when somebody asks for the doctor: a start does not carry them. */
const TEXTS = {
  en: () => import('./en/doctor.json', { with: { type: 'json' } }),
  da: () => import('./da/doctor.json', { with: { type: 'json' } }),
  fi: () => import('./fi/doctor.json', { with: { type: 'json' } }),
  nb: () => import('./nb/doctor.json', { with: { type: 'json' } }),
  sv: () => import('./sv/doctor.json', { with: { type: 'json' } }),
} as const satisfies Readonly<Record<Language, () => Promise<unknown>>>;

/** The doctor's words for the main process; windows read theirs by room. */
export async function doctorText(language: Language): Promise<DoctorText> {
  const { default: texts } = await TEXTS[language]();
  return readFrom(texts, LANGUAGES[language].locale);
}
