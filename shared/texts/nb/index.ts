import closingSlips from './closing-slips.json' with { type: 'json' };
import main from './main.json' with { type: 'json' };
import phone from './phone.json' with { type: 'json' };
import slips from './slips.json' with { type: 'json' };

/** What no window reads: paper, the system's own windows, the practice phone. */
export default { closingSlips, main, phone, slips };
