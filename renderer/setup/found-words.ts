import { storeCountrySchema } from '../../shared/country.ts';
import { printerSettingsSchema } from '../../shared/printer-settings.ts';
import { environmentSchema, takesPaymentSchema } from '../../shared/settings.ts';
import { formatRate } from '../i18n/format.ts';
import type { SetupText } from './use-setup-text.ts';

/** What a setting was or is, as the settings themselves say it; null stands for nothing. As it stands where unknown. */
export function foundWords(name: string, value: string | null, text: SetupText): string {
  if (value === null) return text('found.nothing');
  switch (name) {
    case 'environment': {
      const environment = environmentSchema.safeParse(value);
      return environment.success ? text(`where.${environment.data}.title`) : value;
    }
    case 'country': {
      const country = storeCountrySchema.safeParse(value);
      return country.success ? text(`shop.countries.${country.data}`) : value;
    }
    case 'vatRates':
    case 'defaultVatRate': {
      const rates = [read(value)].flat();
      return rates.every((rate) => typeof rate === 'number') ? rates.map(formatRate).join(' · ') : value;
    }
    case 'dayStartsAt':
      return /^\d{1,2}$/.test(value) ? `${value.padStart(2, '0')}:00` : value;
    case 'takesPayment': {
      const takes = takesPaymentSchema.safeParse(value);
      return takes.success ? text(`shop.takes.${takes.data}`) : value;
    }
    case 'askOnScan':
      return value === 'true' || value === 'false' ? text(`shop.asks.${value === 'true' ? 'atOnce' : 'press'}`) : value;
    case 'drawsCode':
      return value === 'true' || value === 'false' ? text(`shop.codes.${value === 'true' ? 'own' : 'picture'}`) : value;
    case 'printer': {
      const printer = printerSettingsSchema.safeParse(read(value));
      if (!printer.success) return value;
      if (printer.data.kind === 'none') return text('found.nothing');
      return printer.data.kind === 'system' ? printer.data.name : `${printer.data.host}:${printer.data.port}`;
    }
    default:
      return value;
  }
}

/** All but texts come as JSON. */
function read(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
