import { flushSync } from 'react-dom';

type Restore = () => void;

const keepers = new Set<() => Restore>();

/**
 * A screen that holds what is typed outside its fields says how to bring it back.
 * @param keep notes what is there now; what it returns puts that back
 * @returns ends it
 */
export function addKeeper(keep: () => Restore): () => void {
  keepers.add(keep);
  return () => void keepers.delete(keep);
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isText = (field: Field): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && field.type !== 'radio' && field.type !== 'checkbox');

/** As a person would have changed it: past React's memory of the value, so that it hears of it. */
function write(field: Field, value: string): void {
  const prototype =
    field instanceof HTMLInputElement
      ? HTMLInputElement
      : field instanceof HTMLTextAreaElement
        ? HTMLTextAreaElement
        : HTMLSelectElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

function keepField(field: Field): Restore {
  const { value } = field;
  return () => {
    if (field.isConnected && field.value !== value) write(field, value);
  };
}

function keepFocus(): Restore {
  const focused = document.activeElement;
  const selected =
    focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
      ? ([focused.selectionStart, focused.selectionEnd] as const)
      : null;
  return () => {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return;
    focused.focus({ preventScroll: true });
    if (selected && (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement))
      focused.setSelectionRange(...selected);
  };
}

/** Notes all that typing can change, before the first character of what may be a scan. @returns puts it back */
export function keepAll(): Restore {
  // A field marked `data-kept` has a keeper.
  const fields = [...document.querySelectorAll<Field>('input:not([data-kept]), textarea, select')].filter(
    (each) => isText(each) || each instanceof HTMLSelectElement,
  );
  const restores = [...fields.map(keepField), ...[...keepers].map((keep) => keep())];
  const restoreFocus = keepFocus();
  return () => {
    flushSync(() => {
      for (const restore of restores) restore();
    });
    restoreFocus();
  };
}
