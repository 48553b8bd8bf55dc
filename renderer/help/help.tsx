import { Search } from 'lucide-react';
import { use, useEffect, useRef, useState } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import { HANDBOOK, PARTS, partOf } from '../../shared/handbook.ts';
import type { PageId } from '../../shared/handbook.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';
import { roomTexts } from '../i18n/index.ts';
import type { RoomKey } from '../i18n/rooms.ts';
import type { HelpOn } from '../state/help.ts';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { SupportContact } from '../ui/support-contact.tsx';
import { Article } from './article.tsx';
import { Keys } from './keys.tsx';
import { PAGE_ON } from './page-on.ts';
import { readBook, search } from './read-book.ts';
import type { FoundPage } from './read-book.ts';
import './help.css';

const useKeysText = roomTexts('keys');

/** What helps somebody who is new, by what is in the middle; other screens have their page alone. */
const HERE: Readonly<Partial<Record<HelpOn, RoomKey<'keys'>>>> = {
  entry: 'help.entry',
  sending: 'help.waiting',
  waiting: 'help.waiting',
  cancelling: 'help.moment',
  changing: 'help.moment',
  releasing: 'help.moment',
  capturing: 'help.moment',
  refunding: 'help.moment',
  approved: 'help.approved',
  partTaken: 'help.approved',
  paid: 'help.paid',
  paidPart: 'help.paid',
  refundedPart: 'help.paid',
  refunded: 'help.paid',
  settledByHand: 'help.paid',
  declined: 'help.unpaid',
  expired: 'help.unpaid',
  withdrawn: 'help.unpaid',
  released: 'help.unpaid',
  refused: 'help.unpaid',
  notSent: 'help.unpaid',
  captureUnclear: 'help.unclear',
  refundUnclear: 'help.unclear',
  unclear: 'help.unclear',
  attention: 'help.attention',
};

export interface HelpProps {
  readonly till: Till;
  readonly on: HelpOn;
  readonly onClose: () => void;
}

/** The handbook, opened on the page of this screen: what the screen is for and all keys, then its page. */
export default function Help({ till, on, onClose }: HelpProps) {
  const text = useKeysText();
  const { language } = till.preferences;
  const book = use(readBook(language));
  const [at, setAt] = useState<PageId>(PAGE_ON[on]);
  const [asked, setAsked] = useState('');
  const head = useRef<HTMLHeadingElement>(null);
  const turned = useRef(false);
  useEffect(() => {
    if (turned.current) head.current?.focus();
  }, [at]);
  const turn = (page: PageId) => {
    turned.current = true;
    setAt(page);
    if (page === at) head.current?.focus();
  };
  const shown = book.find(({ id }) => id === at);
  const here = HERE[on];
  return (
    <Panel wide title={text('title')} close={text('close')} onClose={onClose}>
      <div className="help">
        <nav className="help-pages" aria-label={text('pages')}>
          <Field
            label={text('search')}
            type="search"
            prefix={<Search size={20} aria-hidden />}
            value={asked}
            data-testid="help-search"
            onText={setAsked}
          />
          <Pages
            book={search(book, asked, language)}
            flat={asked.trim() !== ''}
            at={at}
            language={language}
            onPage={turn}
          />
        </nav>
        <div className="help-main">
          {at === PAGE_ON[on] && (
            <div className="help-here">
              {here && (
                <p className="keys-here" data-testid="help-here">
                  {text(here)}
                </p>
              )}
              <Keys
                text={text}
                people={till.people.settings.pinsOn}
                practice={till.store?.environment === 'practice'}
              />
            </div>
          )}
          {shown && shown.language !== language && (
            <p className="help-instead">{text('instead', { language: LANGUAGES[shown.language].name })}</p>
          )}
          {shown && <Article found={shown} head={head} onPage={turn} />}
          <p className="help-contact">
            <SupportContact />
          </p>
        </div>
      </div>
    </Panel>
  );
}

interface PagesProps {
  readonly book: readonly FoundPage[];
  /** Found by words: not by what they are about, but the best first. */
  readonly flat: boolean;
  readonly at: PageId;
  readonly language: Till['preferences']['language'];
  readonly onPage: (page: PageId) => void;
}

function Pages({ book, flat, at, language, onPage }: PagesProps) {
  const text = useKeysText();
  const list = (pages: readonly FoundPage[]) => (
    <ul>
      {pages.map(({ id, page, language: written }) => (
        <li key={id}>
          <button
            type="button"
            data-testid={`help-page-${id}`}
            aria-current={id === at ? 'page' : undefined}
            onClick={() => onPage(id)}
          >
            <span lang={written}>{page.title}</span>
            {written !== language && <small>{LANGUAGES[written].name}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
  if (flat)
    return (
      <>
        <p className="help-found" role="status">
          {book.length === 0 ? text('foundNone') : text('found', { count: book.length })}
        </p>
        {list(book)}
      </>
    );
  return PARTS.map((part) => (
    <section key={part} aria-label={text(`parts.${part}`)}>
      {HANDBOOK[part].length > 1 && <h3>{text(`parts.${part}`)}</h3>}
      {list(book.filter(({ id }) => partOf(id) === part))}
    </section>
  ));
}
