import type { Action } from './actions.ts';
import { Model } from './model.ts';

/** @returns the rules that these actions break */
export function playModel(actions: readonly Action[]): readonly string[] {
  const model = new Model();
  for (const each of actions) {
    model.run(each);
    if (model.broken.length > 0) return model.broken;
  }
  model.settle();
  model.replayAll();
  return model.broken;
}
