/** Who is asked, and how that is changed, English: the customer with a number, or whoever scans a code. */
export const recipientEn = {
  code: 'code',
  customer: 'The customer',
  change: {
    number: 'Change number',
    toNumber: 'Send to a number',
    showCode: 'Show QR code',
    newCode: 'Show a new code',
    stillPhone: '{{phone}} can approve until you send to another number.',
    stillCode: 'The code can be paid until you send to a number.',
  },
  changing: {
    title: 'Withdrawing the earlier request',
    thenPhone: 'Then {{phone}} is asked.',
    thenCode: 'Then a new code is shown.',
    note: 'Nothing new is sent before {{wallet}} has confirmed it. The customer may still approve it.',
    unclear: 'Nothing new is sent before this is known.',
  },
  tooLate: {
    title: 'The earlier request is approved',
    phone: 'It came before the change. Nothing was sent to {{phone}}.',
    code: 'It came before the change. No new code was made.',
  },
  scan: {
    label: 'QR code for the customer',
    getting: 'Getting the code…',
    gettingNote: 'It is shown here in a moment.',
    waiting: 'Waiting for the customer',
    waitingNote: 'They scan the code with {{wallet}} or the camera, and approve.',
    coachCamera: 'Ask them to open the camera and point it at the whole code.',
    coachNumber: 'Does it not work? Send to a number instead.',
    missing: 'The code is not here',
    missingNote:
      'The request was made, but its code has not reached this till. It is withdrawn before a new one is shown.',
  },
} as const;
