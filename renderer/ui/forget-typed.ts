/**
 * For the `ref` of a field with a secret or a number: empties it as it leaves the page. A field that is gone can be
 * kept for long by whoever still waits for the end of its animation, and with it what was typed.
 */
export function forgetTyped(input: HTMLInputElement): () => void {
  return () => {
    input.value = '';
    input.defaultValue = '';
  };
}
