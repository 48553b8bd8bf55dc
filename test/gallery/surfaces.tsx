import { Check } from 'lucide-react';
import { EnvironmentBand } from '../../renderer/frame/header.tsx';
import { BarChart } from '../../renderer/manager/bar-chart.tsx';
import { SALE_LOOKS } from '../../renderer/payment/sale-look.ts';
import { Banner } from '../../renderer/ui/banner.tsx';
import { Button } from '../../renderer/ui/button.tsx';
import { Dialog } from '../../renderer/ui/dialog.tsx';
import { ErrorBanner } from '../../renderer/ui/error-banner.tsx';
import { LongList } from '../../renderer/ui/long-list.tsx';
import { Panel } from '../../renderer/ui/panel.tsx';
import '../../renderer/cashier/sale-view.css';
import '../../renderer/manager/day.css';
import '../../renderer/ui/figures.css';

const nothing = () => undefined;
const TONES = ['info', 'good', 'warn', 'stop', 'grey'] as const;

export function Messages() {
  return (
    <section>
      <h2>Messages</h2>
      <div className="gallery-grid">
        {TONES.map((tone) => (
          <Banner key={tone} tone={tone} title="What happened.">
            What it means for the money, and what to do.
          </Banner>
        ))}
        <ErrorBanner problem="network.timeout" button={<Button onPress={nothing}>Try again</Button>} />
      </div>
      {(['practice', 'test'] as const).map((environment) => (
        <EnvironmentBand key={environment} environment={environment} />
      ))}
    </section>
  );
}

/** Each state as a card: colour, icon, shape and words. */
export function Bands() {
  return (
    <section>
      <h2>States</h2>
      <div className="gallery-grid">
        {Object.entries(SALE_LOOKS).map(([name, { tone, icon: Icon, bare, busy }]) => (
          <div key={name} className="gallery-band">
            <div className="band" data-tone={tone} data-screen={name}>
              <div className="band-mark" data-bare={bare ? '' : undefined} data-busy={busy ? '' : undefined}>
                <Icon size={bare ? 112 : 64} aria-hidden />
              </div>
              <p className="band-title">{name}</p>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

const HOURS = [0, 1200, 3400, 2100, 800, 4600, 3900].map((value, index) => ({
  key: String(index),
  label: String(9 + index),
  value,
  words: `${value}`,
}));

export function Tables() {
  return (
    <section>
      <h2>Tables and charts</h2>
      <div className="gallery-grid">
        <BarChart bars={HOURS} name="Takings by hour" scale={String} />
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">VAT</th>
              <th scope="col">Sales</th>
              <th scope="col">Amount</th>
            </tr>
          </thead>
          <tbody>
            {['25 %', '15 %', '0 %'].map((rate, index) => (
              <tr key={rate}>
                <th scope="row">{rate}</th>
                <td>{12 * (index + 1)}</td>
                <td>{`${index + 1} 249,00`}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td>72</td>
              <td>6 747,00</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div className="gallery-band">
        <LongList
          label="A long list"
          rows={1_000}
          columns={[
            { name: 'number', words: 'Number' },
            { name: 'amount', words: 'Amount' },
          ]}
          keyOf={(row) => row}
          cellsOf={(row) => [row + 1, '249,00 kr']}
          onOpen={nothing}
          onShown={nothing}
        />
      </div>
    </section>
  );
}

export function Overlays({
  open,
  onOpen,
}: {
  readonly open: 'dialog' | 'panel' | null;
  readonly onOpen: (open: 'dialog' | 'panel' | null) => void;
}) {
  const close = () => onOpen(null);
  return (
    <section>
      <h2>What lies over a screen</h2>
      <div className="gallery-row">
        <Button testId="open-dialog" onPress={() => onOpen('dialog')}>
          A dialog
        </Button>
        <Button testId="open-panel" onPress={() => onOpen('panel')}>
          A panel
        </Button>
      </div>
      {open === 'dialog' && (
        <Dialog
          title="Release 249,00 kr?"
          onClose={close}
          actions={{
            back: <Button onPress={close}>Keep it</Button>,
            act: (
              <Button kind="danger" onPress={close}>
                Release
              </Button>
            ),
          }}
        >
          <p>The customer gets the money back at once.</p>
        </Dialog>
      )}
      {open === 'panel' && (
        <Panel
          title="How we know"
          close="Close"
          onClose={close}
          foot={
            <Button kind="filled" icon={Check} onPress={close}>
              Done
            </Button>
          }
        >
          <p>The wallet has said so.</p>
        </Panel>
      )}
    </section>
  );
}
