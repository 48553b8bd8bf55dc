import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import {
  anyKeyTyped,
  connectionProblems,
  firstProblem,
  keyKeeping,
  newShop,
  sameStore,
  shopProblems,
  toStore,
} from './draft.ts';
import type { FieldName, Problems } from './draft.ts';
import type { Section } from './settings-sections.tsx';
import { shownName } from './shop-fields.tsx';
import { focusField, useSetup } from './use-setup.ts';
import { printerProblems } from './printer-draft.ts';
import type { Setup } from './use-setup.ts';

const sectionOf = (field: FieldName): Section =>
  field === 'storeName' || field === 'posId'
    ? 'shop'
    : field === 'vatRates'
      ? 'vat'
      : field.startsWith('printer')
        ? 'printer'
        : 'connection';

/** Refusals that belong to what stands under Connection. */
const isAboutConnection = (problem: ErrorCode): boolean => /^(?:setup|wallet|network)\.|^till\.noKeys$/.test(problem);

export interface SettingsDraft {
  readonly setup: Setup;
  readonly section: Section;
  readonly showSection: (section: Section) => void;
  /** New keys are being typed. */
  readonly replacing: boolean;
  readonly setReplacing: (replacing: boolean) => void;
  /** Something typed would be lost. */
  readonly changed: boolean;
  readonly canSave: boolean;
  readonly saved: boolean;
  readonly save: () => Promise<void>;
  readonly checkNow: () => void;
}

/** What is being changed in settings, and the way to save it. Problems open the section in which they stand. */
export function useSettings(till: Till, suggestion: string, first: Section): SettingsDraft {
  const nameOf = (draft: Setup['draft']) => shownName(draft, suggestion);
  const setup = useSetup(till, nameOf);
  const [section, showSection] = useState<Section>(first);
  const [replacing, setReplacing] = useState(false);
  const [saved, setSaved] = useState(false);
  const { draft, keys } = setup;
  const stored = till.store ?? toStore(newShop(), suggestion);
  const changed = anyKeyTyped(keys) || !sameStore(toStore(draft, nameOf(draft)), stored);
  // A try-out becomes this shop's own set-up when it is saved as it is.
  const canSave = (changed || replacing || !till.setUp) && !setup.busy;
  const keysNeeded = replacing && draft.environment !== 'practice';

  const problemsNow = (): Problems => {
    const unkept = keysNeeded && keyKeeping(draft.environment, setup.keychain) === 'thisRunOnly' && !setup.thisRunOnly;
    return {
      ...shopProblems(draft, nameOf(draft)),
      ...printerProblems(draft.printer),
      ...connectionProblems(draft, keys, keysNeeded),
      ...(unkept ? { keepKeys: 'keepKeys' as const } : {}),
    };
  };
  const areFine = (problems: Problems): boolean => {
    const first = firstProblem(problems);
    if (first !== null) showSection(sectionOf(first));
    setup.show(problems);
    focusField(first);
    return first === null;
  };
  const save = async () => {
    if (!canSave || !areFine(problemsNow())) return;
    const store = toStore(draft, nameOf(draft));
    const refused = store && (await setup.submit(store, till.preferences));
    setSaved(store !== null && refused === null);
    if (refused === null) setReplacing(false);
    else if (isAboutConnection(refused)) showSection('connection');
    if (refused === 'till.noKeys') setReplacing(true);
  };
  const checkNow = () => {
    if (areFine(connectionProblems(draft, keys, keysNeeded))) void setup.runCheck();
  };
  return {
    setup,
    section,
    showSection,
    replacing,
    setReplacing,
    changed,
    canSave,
    saved: saved && !changed,
    save,
    checkNow,
  };
}
