/** What the till says after a scan, and the self-test of scanners in settings. */
export const scanEn = {
  said: {
    goods: 'Scanned: goods {{code}}.',
    wallet: 'Scanned: a code of {{wallet}}.',
    garbled: 'Scanned: a garbled code of {{wallet}}.',
    web: 'Scanned: a web address.',
    other: 'Scanned: a code of {{length}} characters.',
  },
  note: {
    goods: 'Nothing was sent, and what you had keyed is still there. The till does not look up goods: key the amount.',
    wallet: 'Nothing was sent. The till cannot ask by this code: key the number, or show a code (F3).',
    garbled: 'Nothing was sent. The scanner’s keyboard layout is not this computer’s: Settings, Scanner tells more.',
    web: 'Nothing was sent, and what you had keyed is still there.',
    other: 'Nothing was sent, and what you had keyed is still there. If you typed it yourself, type it again.',
  },
  test: {
    intro:
      'Scanners type like a keyboard. Scan the code here, or any other one, to see whether yours types what ' +
      'it reads.',
    code: 'Test code of Skranke',
    waiting: 'Waiting for a scan…',
    note: 'A scanner for lines alone cannot read this code; any code that you have shows how it ends.',
    read: 'Read: {{count}} characters.',
    right: 'The layout is right: {{signs}} came as they are.',
    capsLock: 'Caps Lock is on: small and capital letters are swapped.',
    garbled:
      'The layout is wrong: the scanner and this computer do not agree on the keyboard. Set the scanner to ' +
      'this computer’s layout, by the codes in its manual.',
    pair: '{{sent}} came as {{got}}',
    missing: 'nothing',
    unknown: 'This was another code: whether signs are garbled is told by the test code alone.',
    endEnter: 'It ends with Enter, as it should.',
    endTab: 'It ends with Tab. That works too.',
    endNone:
      'It ends with nothing: the till cannot tell where a code ends and may take it for typing. Set the ' +
      'scanner to end with Enter.',
  },
};
