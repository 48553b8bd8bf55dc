/** What came of each fault. */
export class Report {
  readonly #rows = new Map<string, { survived: number; lost: number }>();
  readonly #started = performance.now();

  survived(fault: string): void {
    this.#row(fault).survived += 1;
  }

  lost(fault: string): void {
    this.#row(fault).lost += 1;
  }

  get lostInAll(): number {
    return this.#sum('lost');
  }

  /** How often faults were survived whose name begins so. */
  survivedOf(prefix: string): number {
    return [...this.#rows].reduce((total, [fault, row]) => total + (fault.startsWith(prefix) ? row.survived : 0), 0);
  }

  get times(): number {
    return this.#sum('lost') + this.#sum('survived');
  }

  get seconds(): number {
    return Math.round((performance.now() - this.#started) / 1000);
  }

  /** Fault, times, survived, lost; a last line with the sums. */
  table(): string {
    const rows = [...this.#rows].map(([fault, row]) => [fault, row.survived + row.lost, row.survived, row.lost]);
    const lines = [
      ['fault', 'times', 'survived', 'lost'],
      ...rows,
      ['in all', this.times, this.#sum('survived'), this.#sum('lost')],
    ].map((row) => row.map(String));
    const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
    const cells = (line: readonly string[]) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
    return lines.map((line) => cells(line).join('  ')).join('\n');
  }

  #sum(key: 'survived' | 'lost'): number {
    return [...this.#rows.values()].reduce((total, row) => total + row[key], 0);
  }

  #row(fault: string): { survived: number; lost: number } {
    let row = this.#rows.get(fault);
    if (!row) this.#rows.set(fault, (row = { survived: 0, lost: 0 }));
    return row;
  }
}
