/**
 * The component library writes down which element is in which transition, so that a focus can wait for its end. Of an
 * element that is taken away in the midst of several it hears the end of the first alone, and keeps it for ever with
 * everything in it: some two hundred nodes with each sale. Ours last a tenth of a second and nobody waits for them, so
 * it is told of none.
 */
export function keepTransitionsToOurselves(): void {
  window.addEventListener('transitionrun', (event) => event.stopImmediatePropagation(), true);
}
