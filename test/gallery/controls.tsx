import { CalendarDays, Check, Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../renderer/ui/button.tsx';
import { Checkbox } from '../../renderer/ui/checkbox.tsx';
import { Field } from '../../renderer/ui/field.tsx';
import { Keypad } from '../../renderer/ui/keypad.tsx';
import { SecretField } from '../../renderer/ui/secret-field.tsx';
import { Segmented } from '../../renderer/ui/segmented.tsx';
import { Switch } from '../../renderer/ui/switch.tsx';

const nothing = () => undefined;

export function Controls() {
  return (
    <>
      <Buttons />
      <Fields />
      <Choices />
      <section>
        <h2>Keypad</h2>
        <div className="gallery-row">
          {[true, false].map((leads) => (
            <div key={String(leads)} className="gallery-keypad">
              <Keypad onKey={nothing} onOk={nothing} separator={leads} leads={leads} />
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

function Buttons() {
  return (
    <section>
      <h2>Buttons</h2>
      {[false, true].map((blocked) => (
        <div key={String(blocked)} className="gallery-row">
          <Button kind="filled" tone="accent" big icon={Send} blocked={blocked} onPress={nothing}>
            Send 249,00 kr
          </Button>
          <Button kind="filled" tone="go" big icon={Check} blocked={blocked} onPress={nothing}>
            Take 249,00 kr
          </Button>
          <Button kind="filled" blocked={blocked} onPress={nothing}>
            Next step
          </Button>
          <Button blocked={blocked} icon={CalendarDays} onPress={nothing}>
            Quiet
          </Button>
          <Button kind="plain" blocked={blocked} onPress={nothing}>
            Plain
          </Button>
          <Button kind="danger" blocked={blocked} onPress={nothing}>
            Release
          </Button>
          <Button square icon={Check} name="Square" blocked={blocked} onPress={nothing} />
        </div>
      ))}
    </section>
  );
}

function Fields() {
  const [text, setText] = useState('Bakeriet');
  return (
    <section>
      <h2>Fields</h2>
      <div className="gallery-grid">
        <Field label="With a note" value={text} note="Customers see it." onText={setText} />
        <Field label="With a problem" value="" problem="Fill this in." onText={nothing} />
        <Field label="With a prefix" prefix="+47" value="91234567" onText={nothing} />
        <Field label="Read only" value="till-1" readOnly onText={nothing} />
        <SecretField
          label="A secret"
          value="not a key"
          show="Show"
          hide="Hide"
          field="secret"
          onText={nothing}
          onPasted={nothing}
        />
      </div>
    </section>
  );
}

function Choices() {
  const [view, setView] = useState('day');
  const [on, setOn] = useState(true);
  const options = ['day', 'week', 'month'].map((value) => ({ value, label: value }));
  return (
    <section>
      <h2>Choices</h2>
      <div className="gallery-grid">
        <Segmented label="What is chosen" showLabel value={view} options={options} onChange={setView} />
        <Segmented label="What is looked at" views value={view} options={options} onChange={setView} />
        <Switch on={on} note="Takes effect at once." onChange={setOn}>
          Play sounds
        </Switch>
        <Switch on={!on} onChange={(off) => setOn(!off)}>
          The other way round
        </Switch>
        <Checkbox checked={on} note="Given with the rest of a form." onChange={setOn}>
          I have read it
        </Checkbox>
        <Checkbox checked={!on} problem="This is needed." onChange={nothing}>
          Not given yet
        </Checkbox>
      </div>
    </section>
  );
}
