import { FileText, LifeBuoy, Save } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SupportFile } from '../../shared/support.ts';
import { withApproval } from '../people/approval.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refusal } from './refusal.tsx';
import { usePieces } from './use-pieces.ts';
import { useCareText } from './use-texts.ts';
import './care.css';

interface Prepared {
  readonly prepared: string;
  readonly files: readonly SupportFile[];
}

const RECEIPT = /^\d{1,8}$/;
const kilobytes = (bytes: number): string => Math.ceil(bytes / 1000).toLocaleString('nb-NO');

/** Puts a file for support together, shows all that is in it, and saves it where somebody wants it. */
export default function SupportSection() {
  const text = useCareText();
  const [receipt, setReceipt] = useState('');
  const [crashes, setCrashes] = useState(false);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Prepared | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const typed = receipt.trim();
  const wrong = typed !== '' && !(RECEIPT.test(typed) && Number(typed) > 0);
  /** Another wish makes another file: what was shown is not it. */
  const changed = () => {
    setFound(null);
    setSaved(null);
    setProblem(null);
  };
  const prepare = async () => {
    changed();
    setBusy(true);
    try {
      const input = { receipt: typed === '' ? null : Number(typed), crashes };
      const reply = await withApproval('support.prepare', input, text('support.approve'));
      if (reply.accepted) setFound(reply);
      else setProblem(reply.error);
    } catch (reason) {
      setProblem(denialOf(reason));
    }
    setBusy(false);
  };
  const save = async ({ prepared }: Prepared) => {
    setSaved(null);
    try {
      const reply = await bridge.call['support.save']({ prepared });
      if (reply.accepted) setSaved(reply.file);
      setProblem(reply.accepted ? null : reply.error);
    } catch (reason) {
      setProblem(denialOf(reason));
    }
  };
  return (
    <div className="setup-fields">
      <p className="setup-intro">{text('support.intro')}</p>
      <p>{text('support.without')}</p>
      <Field
        label={text('support.receipt')}
        inputMode="numeric"
        maxLength={8}
        value={receipt}
        note={text('support.receiptNote')}
        problem={wrong ? text('support.receiptWrong') : undefined}
        onText={(next) => {
          setReceipt(next);
          changed();
        }}
      />
      <Checkbox
        checked={crashes}
        note={text('support.crashesNote')}
        onChange={(next) => {
          setCrashes(next);
          changed();
        }}
      >
        {text('support.crashes')}
      </Checkbox>
      <div className="care-actions">
        <Button
          kind={found ? 'plain' : 'filled'}
          icon={LifeBuoy}
          blocked={busy || wrong}
          onPress={() => void (!busy && !wrong && prepare())}
        >
          {text(busy ? 'support.preparing' : 'support.prepare')}
        </Button>
      </div>
      {problem && <Refusal problem={problem} />}
      {found && <Files found={found} />}
      {found && (
        <div className="care-actions">
          <Button kind="filled" icon={Save} onPress={() => void save(found)}>
            {text('support.save')}
          </Button>
        </div>
      )}
      {saved !== null && <Banner tone="good" title={text('support.saved', { file: saved })} live />}
    </div>
  );
}

function Files({ found }: { readonly found: Prepared }) {
  const text = useCareText();
  const [reading, setReading] = useState<string | null>(null);
  return (
    <section aria-labelledby="support-files">
      <h2 id="support-files" className="care-heading">
        {text('support.files')}
      </h2>
      <ul className="care-files">
        {found.files.map(({ name, bytes, text: readable }) => (
          <li key={name}>
            <FileText size={20} aria-hidden />
            <span className="care-file-name">{name}</span>
            <span className="care-file-size">{text('support.size', { size: kilobytes(bytes) })}</span>
            {readable ? (
              <Button onPress={() => setReading(name)}>{text('support.read', { name })}</Button>
            ) : (
              <span className="care-file-size">{text('support.unreadable')}</span>
            )}
          </li>
        ))}
      </ul>
      {reading !== null && (
        <ReadPanel key={reading} prepared={found.prepared} name={reading} onClose={() => setReading(null)} />
      )}
    </section>
  );
}

function ReadPanel(props: { readonly prepared: string; readonly name: string; readonly onClose: () => void }) {
  const { prepared, name, onClose } = props;
  const text = useCareText();
  const { pieces, next, readOn, problem } = usePieces(prepared, name);
  return (
    <Panel title={name} close={text('support.close')} onClose={onClose}>
      {problem && <Refusal problem={problem} />}
      <pre className="care-text">{pieces}</pre>
      {next !== null && <Button onPress={readOn}>{text('support.more')}</Button>}
    </Panel>
  );
}
