interface FactsProps {
  /** Each with its name. Null: there is nothing to tell, and it is left out. */
  readonly facts: readonly (readonly [name: string, value: string | number | null])[];
}

/** Which file it is about and where in it, to be read out to whoever helps. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="journal-facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
