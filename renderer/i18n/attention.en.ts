/** Payments that need a person. `{{wallet}}` is Vipps or MobilePay. */
export const attentionEn = {
  title: 'Payments that need you',
  intro: 'A payment leaves this list when {{wallet}} has given a sure answer, or when somebody writes why nothing more is needed.',
  none: 'No payment needs you now.',
  close: 'Close',
  sale: 'Receipt {{receipt}} · {{phone}}',
  since: 'Since {{time}}',
  whatToDo: 'What to do',
  show: 'Show the sale',
  resolve: 'Resolved: write why',
  reason: {
    title: 'Why is it resolved?',
    intro: 'What you write is kept for good with the sale of {{amount}}. It changes nothing at {{wallet}}; the till goes on asking for as long as the payment is open.',
    label: 'What was found, and by whom',
    placeholder: 'For example: seen as paid in the portal, customer has the goods',
    tooShort: 'Write at least {{count}} characters.',
    tooLong: 'Write at most {{count}} characters.',
    left: '{{count}} of {{most}} characters',
    back: 'Back',
    save: 'Resolve',
    saving: 'Saving…',
  },
} as const;
