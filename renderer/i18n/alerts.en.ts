/** What the cashier must hear of on every screen; bundled with the first one. `{{wallet}}` is Vipps or MobilePay. */
export const alertsEn = {
  attention_one: '{{count}} payment needs you',
  attention_other: '{{count}} payments need you',
  attentionShow: 'See what to do',
  late: '{{phone}} has approved {{amount}} after all',
  lateCode: 'A customer has approved {{amount}} after all',
  lateNote: 'Finish the sale or release the money.',
  lateMore_one: '{{count}} more under Live.',
  lateMore_other: '{{count}} more under Live.',
  lateElsewhere_one: '{{count}} late approval waits',
  lateElsewhere_other: '{{count}} late approvals wait',
  longUnclear: '{{wallet}} has given no sure answer for a long time.',
  longUnclearAction:
    'Do not take payment again. If “Check now” does not help, look the payment ' +
    'up in the business portal by its reference and write what you found.',
  refundMayBeMade: 'The refund of {{amount}} may have been made. {{wallet}} shows as much given back, not by whom.',
  refundMayBeMadeAction:
    'Do not give it back again. Look in the business portal, or call support and read out the code.',
  captureDiffersAction:
    'Do not take payment again. Compare the amount in the business portal ' +
    'by the reference, then write what was done about the difference.',
  captureRefusedAction: 'Release the money, or have the cause mended and capture.',
  show: 'Show',
  lateTitle: 'Approved after all',
  lateText: 'The customer approved while this sale was put aside. The money is reserved, not taken.',
  captureChoice: 'Customer gets the goods',
  releaseChoice: 'Customer gets no goods',
  howWeKnow: 'How we know',
  resolve: 'Resolved: write why',
  settled: 'Settled by hand',
  settledNothing: 'Nothing was taken with {{wallet}}.',
  settledTaken: '{{taken}} was taken with {{wallet}}.',
  settledHere: 'Written at this till',
  settledNote: 'Nothing more can be taken or given back here.',
  heroTaken: 'taken',
  asked: '{{amount}} was asked for',
  quote: '“{{reason}}”',
  reopen: 'For a manager: open it again',
  makeRefund: 'Make it now: give back {{amount}}',
  giveUpRefund: 'Give it up',
  resolved: 'Resolved {{time}}: “{{reason}}”',
} as const;
