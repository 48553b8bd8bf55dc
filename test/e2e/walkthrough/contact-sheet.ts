export interface Picture {
  readonly file: string;
  readonly number: string;
  readonly name: string;
  readonly chapter: string;
  readonly width: number;
  readonly height: number;
  readonly theme: string;
  readonly language: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What can be chosen of the pictures. */
const FILTERS = ['chapter', 'size', 'theme', 'language'] as const;
type Filter = (typeof FILTERS)[number];

const factsOf = (picture: Picture): Readonly<Record<Filter, string>> => ({
  chapter: picture.chapter,
  size: `${picture.width} × ${picture.height}`,
  theme: picture.theme,
  language: picture.language,
});

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
  body { margin: 0; padding: 16px 24px 64px; }
  form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 16px; padding: 12px 0; background: Canvas; }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 24px 16px; }
  h2 { grid-column: 1 / -1; margin: 24px 0 0; }
  figure { margin: 0; }
  img { width: 100%; border: 1px solid GrayText; border-radius: 4px; }
  figcaption small { display: block; color: GrayText; }
  [hidden] { display: none; }
`;

/** Hides what was not chosen; a chapter without a picture hides its name. */
const SCRIPT = `
  const form = document.querySelector('form');
  const choose = () => {
    const wish = Object.fromEntries(new FormData(form));
    for (const each of document.querySelectorAll('figure'))
      each.hidden = Object.entries(wish).some(([name, value]) => value !== '' && each.dataset[name] !== value);
    for (const head of document.querySelectorAll('h2'))
      head.hidden = !document.querySelector('figure[data-chapter="' + head.id + '"]:not([hidden])');
    const shown = document.querySelectorAll('figure:not([hidden])').length;
    document.querySelector('output').value = shown + ' pictures';
  };
  form.addEventListener('change', choose);
  choose();
`;

/** One page with all pictures, in the order of the story; no file beside it but the pictures. */
export function contactSheet(pictures: readonly Picture[]): string {
  const chapters = [...new Set(pictures.map(({ chapter }) => chapter))];
  const choices = FILTERS.map((name) => {
    const values = [...new Set(pictures.map((picture) => factsOf(picture)[name]))];
    const options = values.map((value) => `<option>${escaped(value)}</option>`).join('');
    return `<label>${name} <select name="${name}"><option value="">all</option>${options}</select></label>`;
  });
  const figure = (picture: Picture): string => {
    const facts = factsOf(picture);
    const data = FILTERS.map((name) => `data-${name}="${escaped(facts[name])}"`).join(' ');
    const { file, number, name } = picture;
    const caption = `${number} ${escaped(name)}<small>${facts.size} · ${facts.theme} · ${facts.language}</small>`;
    return (
      `<figure ${data}><a href="${escaped(file)}"><img src="${escaped(file)}" alt="" loading="lazy"></a>` +
      `<figcaption>${caption}</figcaption></figure>`
    );
  };
  const parts = chapters.map((chapter) => {
    const shown = pictures.filter((picture) => picture.chapter === chapter);
    return `<h2 id="${escaped(chapter)}">${escaped(chapter)}</h2>\n${shown.map(figure).join('\n')}`;
  });
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Skranke: walkthrough</title>',
    `<style>${STYLE}</style>`,
    `<h1>Walkthrough</h1><form>${choices.join('')}<output></output></form>`,
    `<main>${parts.join('\n')}</main>`,
    `<script>${SCRIPT}</script></html>\n`,
  ].join('\n');
}
