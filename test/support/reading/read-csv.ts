/**
 * Reads RFC 4180 strictly, as another program would; written apart from the terminal's writer. @throws where the text
 * breaks the rules
 */
export function readCsv(text: string): string[][] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < body.length) {
    let field = '';
    if (body[at] === '"') {
      at += 1;
      for (;;) {
        if (at >= body.length) throw new Error('a quoted field does not end');
        if (body[at] === '"' && body[at + 1] === '"') {
          field += '"';
          at += 2;
        } else if (body[at] === '"') {
          at += 1;
          break;
        } else {
          field += body[at];
          at += 1;
        }
      }
    } else {
      while (at < body.length && body[at] !== ',' && body[at] !== '\r') {
        if (body[at] === '"' || body[at] === '\n') throw new Error(`unquoted ${JSON.stringify(body[at])} at ${at}`);
        field += body[at];
        at += 1;
      }
    }
    record.push(field);
    if (body[at] === ',') at += 1;
    else if (body.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  if (record.length > 0) throw new Error('the last record has no line end');
  return records;
}

/** The records as objects by the names in the head. */
export function csvRecords(text: string): Record<string, string>[] {
  const [head = [], ...rows] = readCsv(text);
  return rows.map((row) => {
    if (row.length !== head.length) throw new Error(`${row.length} fields under ${head.length} names`);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
  });
}
