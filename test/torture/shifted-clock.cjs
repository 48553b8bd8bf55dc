// Loaded into the main process before the app (`-r`): its wall clock is wrong by TORTURE_CLOCK_MS from the start, or from SIGUSR2 on.
const Real = Date;
const shift = Number(process.env['TORTURE_CLOCK_MS']);
let offset = process.env['TORTURE_CLOCK_WHEN'] === 'start' ? shift : 0;
process.on('SIGUSR2', () => {
  offset = shift;
});
const now = () => Real.now() + offset;
globalThis.Date = new Proxy(Real, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
