import { FileDown, FileUp, Pencil, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { isMeasured, UNIT_SIGNS } from '../../shared/item-words.ts';
import { allItems, MAX_PAGES } from '../../shared/items.ts';
import type { Item, ItemPage, ItemPages } from '../../shared/items.ts';
import { decodeCsv, readItems } from '../../shared/items-csv.ts';
import type { ItemError } from '../../shared/items-csv.ts';
import { money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { formatAmount } from '../i18n/format.ts';
import { withApproval } from '../people/approval.ts';
import { denialOf } from '../state/bridge.ts';
import { useWindow } from '../state/store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ItemKey } from '../ui/item-key.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ItemDialog, PageDialog } from './items-dialogs.tsx';
import { isFull, newItemId } from './items-edit.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { useItemsText } from './use-items-text.ts';
import { useSetupText } from './use-setup-text.ts';
import './items-section.css';

type Open =
  | { readonly name: 'item'; readonly item: Item; readonly isNew: boolean }
  | { readonly name: 'page'; readonly isNew: boolean }
  | { readonly name: 'import'; readonly pages: ItemPages };

/** What the last thing that was done came to: why not, what is wrong with a file, or what it was written to. */
type SaidOfIt = ErrorCode | readonly ItemError[] | { readonly file: string } | null;

/** Keeps the items, and writes them into a file. */
function useKeeping() {
  const [said, setSaid] = useState<SaidOfIt>(null);
  const save = async (next: ItemPages): Promise<void> => {
    const reply = await withApproval('items.save', { pages: [...next] }).catch((reason: unknown) => ({
      accepted: false as const,
      error: denialOf(reason),
    }));
    setSaid(reply.accepted ? null : reply.error);
  };
  const exportAll = async (): Promise<void> => {
    const reply = await withApproval('items.export', undefined).catch((reason: unknown) => ({
      accepted: false as const,
      error: denialOf(reason),
    }));
    setSaid(reply.accepted ? (reply.file === null ? null : { file: reply.file }) : reply.error);
  };
  return { said, setSaid, save, exportAll };
}

/** The keys of the goods as they stand on the sale screen; touching one changes it. */
export default function ItemsSection({ till }: { readonly till: Till }) {
  const text = useItemsText();
  const setupText = useSetupText();
  const store = till.store ?? PRACTICE_STORE;
  const { currency } = COUNTRIES[store.country];
  const view = useWindow((state) => state.view?.items);
  const pages = view?.pages ?? [];
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<Open | null>(null);
  const at = Math.min(page, Math.max(0, pages.length - 1));
  const shown = pages[at];

  const { said, setSaid, save: keep, exportAll } = useKeeping();
  const save = (next: ItemPages): Promise<void> => {
    setOpen(null);
    return keep(next);
  };
  const read = async (file: File): Promise<void> => {
    const { defaultVatRate, vatRates } = store;
    const found = readItems(decodeCsv(new Uint8Array(await file.arrayBuffer())), {
      page: text('editor.firstPage'),
      defaultVatRate,
      vatRates,
      known: pages,
      chance: () => crypto.getRandomValues(new Uint8Array(10)),
    });
    setSaid(found.ok ? null : found.error);
    if (found.ok) setOpen({ name: 'import', pages: found.value });
  };
  const close = () => setOpen(null);
  const blank = (): Item => ({
    id: newItemId(),
    name: '',
    colour: 'grey',
    price: null,
    vatRate: store.defaultVatRate,
    unit: 'PCS',
  });

  return (
    <div className="items-section">
      <p className="setup-intro">{text('editor.intro')}</p>
      {store.country === 'NO' && (
        <Banner tone="info" title={text('editor.lawTitle')}>
          {text('editor.law')}
        </Banner>
      )}
      {view?.damaged && (
        <ProblemBanner problem="settings.damaged" more={setupText('settings.damaged', { file: view.damaged })} />
      )}
      <Pages pages={pages} at={at} onPage={setPage} onOpen={setOpen} />
      <Keys
        page={shown ?? null}
        currency={currency}
        onItem={(item) => setOpen({ name: 'item', item, isNew: false })}
        onNew={() => setOpen({ name: 'item', item: blank(), isNew: true })}
      />
      <Files
        onFile={(file) => void read(file)}
        onExport={() => void exportAll()}
        empty={allItems(pages).length === 0}
      />
      <div aria-live="polite">
        <Said said={said} />
      </div>
      {open?.name === 'item' && (
        <ItemDialog
          item={open.item}
          isNew={open.isNew}
          page={at}
          pages={pages.length === 0 ? [{ name: text('editor.firstPage'), items: [] }] : pages}
          store={store}
          onSave={(next) => void save(next)}
          onClose={close}
        />
      )}
      {open?.name === 'page' && (
        <PageDialog
          pages={pages}
          page={at}
          isNew={open.isNew}
          onSave={(next, showAt) => {
            void save(next);
            setPage(showAt);
          }}
          onClose={close}
        />
      )}
      {open?.name === 'import' && (
        <ImportDialog count={allItems(open.pages).length} onDo={() => void save(open.pages)} onClose={close} />
      )}
    </div>
  );
}

interface FilesProps {
  readonly empty: boolean;
  readonly onFile: (file: File) => void;
  readonly onExport: () => void;
}

function Files({ empty, onFile, onExport }: FilesProps) {
  const text = useItemsText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="items-files">
      <Button icon={FileUp} testId="import-items" onPress={() => input.current?.click()}>
        {text('editor.import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="items-file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      {!empty && (
        <Button icon={FileDown} testId="export-items" onPress={onExport}>
          {text('editor.export')}
        </Button>
      )}
    </div>
  );
}

const MOST_LINES = 12;

function Said({ said }: { readonly said: SaidOfIt }) {
  const text = useItemsText();
  if (said === null) return null;
  if (typeof said === 'string') return <ProblemBanner problem={said} />;
  if ('file' in said) return <Banner tone="good">{text('editor.exported', { file: said.file })}</Banner>;
  return (
    <Banner tone="warn" title={text('editor.importFailed')}>
      <ul className="items-errors">
        {said.slice(0, MOST_LINES).map(({ line, problem }) => (
          <li key={`${line} ${problem}`}>
            {text('editor.importLine', { line, problem: text(`editor.lineProblems.${problem}`) })}
          </li>
        ))}
        {said.length > MOST_LINES && <li>{text('editor.importMore', { count: said.length - MOST_LINES })}</li>}
      </ul>
    </Banner>
  );
}

interface PagesProps {
  readonly pages: ItemPages;
  readonly at: number;
  readonly onPage: (at: number) => void;
  readonly onOpen: (open: Open) => void;
}

function Pages({ pages, at, onPage, onOpen }: PagesProps) {
  const text = useItemsText();
  if (pages.length === 0) return null;
  return (
    <div className="items-pages">
      <Segmented
        views
        label={text('pages')}
        value={String(at)}
        options={pages.map(({ name }, index) => ({ value: String(index), label: name }))}
        onChange={(value) => onPage(Number(value))}
      />
      <Button
        square
        icon={Pencil}
        name={text('editor.changePage')}
        testId="change-page"
        onPress={() => onOpen({ name: 'page', isNew: false })}
      />
      {pages.length < MAX_PAGES && (
        <Button icon={Plus} testId="new-page" onPress={() => onOpen({ name: 'page', isNew: true })}>
          {text('editor.newPage')}
        </Button>
      )}
    </div>
  );
}

interface KeysProps {
  readonly page: ItemPage | null;
  readonly currency: Currency;
  readonly onItem: (item: Item) => void;
  readonly onNew: () => void;
}

function Keys({ page, currency, onItem, onNew }: KeysProps) {
  const text = useItemsText();
  return (
    <div className="items-grid">
      {page?.items.map((item) => (
        <ItemKey
          key={item.id}
          name={item.name}
          colour={item.colour}
          price={
            item.price === null
              ? text('openPrice')
              : formatAmount(money(currency, item.price)) + (isMeasured(item.unit) ? `/${UNIT_SIGNS[item.unit]}` : '')
          }
          onPress={() => onItem(item)}
        />
      ))}
      {!(page && isFull(page)) && (
        <button type="button" className="item-new" data-testid="new-item" onClick={onNew}>
          <Plus size={22} aria-hidden />
          {text('editor.newItem')}
        </button>
      )}
    </div>
  );
}

interface ImportProps {
  readonly count: number;
  readonly onDo: () => void;
  readonly onClose: () => void;
}

/** What was read takes the place of what is there only when somebody says so. */
function ImportDialog({ count, onDo, onClose }: ImportProps) {
  const text = useItemsText();
  return (
    <Dialog
      title={text('editor.importTitle')}
      onClose={onClose}
      actions={{
        back: <Button onPress={onClose}>{text('editor.cancel')}</Button>,
        act: (
          <Button kind="filled" testId="replace-items" onPress={onDo}>
            {text('editor.importDo')}
          </Button>
        ),
      }}
    >
      <p>{text('editor.importText', { count })}</p>
    </Dialog>
  );
}
