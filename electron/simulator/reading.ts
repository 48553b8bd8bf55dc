/** Whose payment a create is about; empty where its body does not say. */
export const referenceInBody = (body: string): string => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'reference' in value && typeof value.reference === 'string'
      ? value.reference
      : '';
  } catch {
    return '';
  }
};

/** A part of a path, as it stands where it is no encoding. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
