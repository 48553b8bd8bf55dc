/** Payments that need a person. `{{wallet}}` is Vipps or MobilePay. */
export const attentionEn = {
  title: 'Payments that need you',
  intro:
    'A payment leaves this list when {{wallet}} has given a sure ' +
    'answer, or when somebody writes why nothing more is needed.',
  none: 'No payment needs you now.',
  close: 'Close',
  sale: 'Receipt {{receipt}} · {{phone}}',
  since: 'Since {{time}}',
  whatToDo: 'What to do',
  show: 'Show the sale',
  resolve: 'Resolved: write why',
  reason: {
    title: 'Why is it resolved?',
    intro:
      'What you write is kept for good with the sale of {{amount}}. It changes nothing ' +
      'at {{wallet}}; the till goes on asking for as long as the payment is open.',
    label: 'What was found, and by whom',
    placeholder: 'For example: seen as paid in the portal, customer has the goods',
    tooShort: 'Write at least {{count}} characters.',
    tooLong: 'Write at most {{count}} characters.',
    left: '{{count}} of {{most}} characters',
    back: 'Back',
    save: 'Resolve',
    saving: 'Saving…',
  },
  giveUp: {
    title: 'Why is the refund given up?',
    intro: 'What you write is kept for good with the sale of {{amount}}. Nothing is given back by this till.',
    label: 'Why it is no longer wanted',
    placeholder: 'For example: the customer got cash',
    save: 'Give it up',
  },
  reopen: {
    title: 'Open it again?',
    intro:
      'The sale of {{amount}} needs a person again, and its money can be taken ' +
      'or released. A manager does this, with a reason that is kept for good.',
    label: 'Why it is opened again',
    placeholder: 'For example: the customer has the goods after all',
    save: 'Open it again',
    approve: 'Open the sale of {{amount}} again, which was settled by hand',
  },
} as const;
