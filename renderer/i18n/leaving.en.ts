/** Asked before the app ends while payments are open. `{{wallet}}` is Vipps or MobilePay. */
export const leavingEn = {
  title: {
    close_one: '{{count}} payment is not finished',
    close_other: '{{count}} payments are not finished',
    logOff_one: 'Log off with {{count}} payment not finished?',
    logOff_other: 'Log off with {{count}} payments not finished?',
    update_one: 'Update with {{count}} payment not finished?',
    update_other: 'Update with {{count}} payments not finished?',
  },
  settled: 'No payment is open any more',
  settledText: 'Everything is finished. The app can end.',
  nothingLost: 'Nothing is lost: each payment is saved, and the next start asks {{wallet}} about it first.',
  canApprove: 'While the app is closed, customers can still approve.',
  approvedOnly: 'It is approved: the money is reserved, and nothing is captured before somebody does it here.',
  unclearOnly: 'It is not known yet. Do not take payment again for it.',
  approved_one:
    '{{count}} of them is approved: the money is reserved, and nothing is captured before somebody does it here.',
  approved_other:
    '{{count}} of them are approved: the money is reserved, and nothing is captured before somebody does it here.',
  unclear_one: '{{count}} of them is not known yet. Do not take payment again for it.',
  unclear_other: '{{count}} of them are not known yet. Do not take payment again for them.',
  why: {
    close: 'Stay to finish, or close all the same.',
    logOff: 'This computer wants to log off. Stay to finish, or close and log off again.',
    update: 'An update is ready. It can wait.',
  },
  stay: 'Stay',
  leave: { close: 'Close all the same', logOff: 'Close and log off', update: 'Update all the same' },
  end: 'Close',
} as const;
