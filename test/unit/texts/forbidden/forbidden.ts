/** A word that a language had and lost, or that its neighbour has; one thing keeps one word. */
export interface Forbidden {
  /** Whole words, small or capital. */
  readonly word: string;
  /** What the language says. */
  readonly instead: string;
}
