/** Screens beside the till, each opened from its header. */
export type Place = 'settings' | 'doctor' | 'day' | 'handover' | 'sales' | 'setUp';
