/** Screens beside the till, each opened from its header. */
export type Place = 'settings' | 'day' | 'handover' | 'sales' | 'setUp';
