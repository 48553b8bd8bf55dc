export const PHONE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f4f6; --card: #ffffff; --ink: #14161a; --soft: #565d68; --line: #d9dde3;
  --accent: #c43d0c; --brand: #c43d0c; --on-accent: #ffffff;
  --good: #0b6b3a; --good-soft: #e3f4ea; --warn: #8a4b00; --warn-soft: #fdf0dc; --calm: #1b4fb8; --calm-soft: #e6eefc;
}
:root[data-hue="blue"] { --accent: #3347c4; --brand: #3347c4; }
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1114; --card: #1a1d22; --ink: #f2f4f7; --soft: #a9b1bd; --line: #30353d;
    --brand: #ff8d63; --good: #6fd79d; --good-soft: #12301f; --warn: #f3b866; --warn-soft: #33260f; --calm: #9dbcff;
    --calm-soft: #17243f;
  }
  :root[data-hue="blue"] { --brand: #a5b3ff; }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  display: flex; flex-direction: column; max-width: 460px; margin: 0 auto; background: var(--page); color: var(--ink);
  font: 16px/1.45 "Inter Variable", Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased;
}
header { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; padding: 16px 20px 8px; }
h1 { margin: 0; font-size: 16px; font-weight: 500; color: var(--soft); }
#wallet { margin-right: 8px; font-size: 20px; font-weight: 800; letter-spacing: -0.02em; color: var(--brand); }
#clock { margin: 0; font-weight: 600; color: var(--soft); }
main { flex: 1; min-height: 0; overflow-y: auto; padding: 4px 16px 16px; }
#banner { margin: 0 0 12px; padding: 12px 16px; border-radius: 12px; background: var(--warn-soft); color: var(--warn);
  font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.card { padding: 20px; border: 1px solid var(--line); border-radius: 24px; background: var(--card); }
.card .shop { margin: 0; font-size: 16px; color: var(--soft); overflow-wrap: anywhere; }
.card .amount { margin: 4px 0 0; font-size: 44px; line-height: 1.15; font-weight: 700; letter-spacing: -0.03em;
  white-space: nowrap; }
.card .amount.long { font-size: 32px; }
.card .what { margin: 4px 0 0; color: var(--soft); overflow-wrap: anywhere; }
.state { display: flex; align-items: center; gap: 12px; margin: 16px 0 0; padding: 12px 16px; border-radius: 16px;
  font-weight: 600; }
.state svg { flex: none; width: 24px; height: 24px; }
.state.good { background: var(--good-soft); color: var(--good); }
.state.warn { background: var(--warn-soft); color: var(--warn); }
.state.calm { background: var(--calm-soft); color: var(--calm); }
.left { display: flex; justify-content: space-between; margin: 16px 0 4px; font-size: 14px; color: var(--soft); }
.left b { color: var(--ink); font-weight: 600; }
progress { display: block; width: 100%; height: 6px; border: 0; border-radius: 3px; overflow: hidden;
  background: var(--line); appearance: none; }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--brand); }
progress::-moz-progress-bar { background: var(--brand); }
#actions { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; margin-bottom: 6px; }
#actions:empty { display: none; }
button.main, button.wide { grid-column: 1 / -1; }
button {
  min-height: 56px; padding: 12px 20px; border: 1px solid transparent; border-radius: 16px; font: inherit;
  font-size: 18px; font-weight: 650;
  color: var(--ink); background: transparent; cursor: pointer; transition: background-color 140ms, border-color 140ms;
}
button.main { min-height: 64px; background: var(--accent); color: var(--on-accent); font-size: 20px; }
button.main:hover { filter: brightness(1.08); }
button.other { border-color: var(--soft); }
button.other:hover, button.quiet:hover, .row button:hover {
  background: color-mix(in srgb, var(--ink) 7%, transparent); }
button.quiet { min-height: 48px; font-size: 16px; font-weight: 550; color: var(--soft); }
button:disabled { opacity: 0.5; cursor: default; }
main:focus-visible { outline: 3px solid var(--calm); outline-offset: -3px; }
button:focus-visible { outline: 3px solid var(--calm); outline-offset: 2px; }
.receipt { margin-top: 16px; border-top: 1px dashed var(--line); padding-top: 12px; }
.receipt ul, section ul { margin: 0; padding: 0; list-style: none; }
.receipt li, .receipt p { display: flex; justify-content: space-between; gap: 16px; margin: 4px 0; }
.receipt li span:first-child { overflow-wrap: anywhere; }
.receipt li span:last-child { white-space: nowrap; }
.receipt .fact { font-size: 14px; color: var(--soft); }
section { margin-top: 24px; }
section h2 { margin: 0 4px 8px; font-size: 14px; font-weight: 600; color: var(--soft); }
.row { border: 1px solid var(--line); border-bottom-width: 0; background: var(--card); }
.row:first-child { border-radius: 16px 16px 0 0; }
.row:last-child { border-bottom-width: 1px; border-radius: 0 0 16px 16px; }
.row:only-child { border-radius: 16px; }
.row button, .row div { display: flex; width: 100%; align-items: center; justify-content: space-between; gap: 12px;
  padding: 12px 16px; border-radius: inherit; text-align: left; font-size: 16px; font-weight: 500; }
.row small { display: block; font-size: 14px; font-weight: 400; color: var(--soft); }
.row b { font-weight: 650; white-space: nowrap; }
.nothing { padding: 40px 20px; text-align: center; color: var(--soft); }
.nothing svg { width: 48px; height: 48px; margin-bottom: 12px; color: var(--brand); }
.nothing p { margin: 0; font-size: 18px; color: var(--ink); }
.nothing p + p { margin-top: 8px; font-size: 16px; color: var(--soft); }
footer { padding: 14px 16px 8px; border-top: 1px solid var(--line); background: var(--card); }
#network { width: 100%; }
@media (prefers-reduced-motion: no-preference) {
  .card { animation: in 160ms ease-out; }
  @keyframes in { from { opacity: 0; transform: translateY(8px); } }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
