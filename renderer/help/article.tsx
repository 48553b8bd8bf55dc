import { Fragment } from 'react';
import type { Ref } from 'react';
import type { Block, Inline, PageId } from '../../shared/handbook.ts';
import type { FoundPage } from './read-book.ts';

interface Props {
  readonly found: FoundPage;
  readonly onPage: (page: PageId) => void;
}

/** One page of the handbook, from its parts. */
export function Article({ found, onPage, head }: Props & { readonly head: Ref<HTMLHeadingElement> }) {
  const { page, language } = found;
  return (
    <article className="help-article" lang={language} data-page={found.id}>
      <h3 ref={head} tabIndex={-1}>
        {page.title}
      </h3>
      {page.blocks.map((block, index) => (
        <Part key={index} block={block} onPage={onPage} />
      ))}
    </article>
  );
}

function Part({ block, onPage }: { readonly block: Block } & Pick<Props, 'onPage'>) {
  switch (block.is) {
    case 'heading':
      return <h4>{block.text}</h4>;
    case 'text':
      return (
        <p>
          <Words of={block.of} onPage={onPage} />
        </p>
      );
    case 'list': {
      const items = block.items.map((of, index) => (
        <li key={index}>
          <Words of={of} onPage={onPage} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'picture':
      return <img src={block.src} alt={block.alt} />;
  }
}

const Words = ({ of, onPage }: { readonly of: readonly Inline[] } & Pick<Props, 'onPage'>) =>
  of.map((part, index) => (
    <Fragment key={index}>
      <Word part={part} onPage={onPage} />
    </Fragment>
  ));

function Word({ part, onPage }: { readonly part: Inline } & Pick<Props, 'onPage'>) {
  if (typeof part === 'string') return part;
  switch (part.is) {
    case 'name':
      return <strong className="help-name">{part.text}</strong>;
    case 'stress':
      return <em>{part.text}</em>;
    case 'key':
      return <kbd>{part.text}</kbd>;
    case 'link':
      return (
        <button type="button" className="help-link" onClick={() => onPage(part.to)}>
          {part.text}
        </button>
      );
  }
}
