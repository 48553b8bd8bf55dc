import closingSlips from './closing-slips.json' with { type: 'json' };
import main from './main.json' with { type: 'json' };
import slips from './slips.json' with { type: 'json' };

/** What no window reads: paper, the system's own windows. */
export default { closingSlips, main, slips };
