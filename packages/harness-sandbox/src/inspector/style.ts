/** Style of the inspector; follows the light or dark setting of the browser. */
export const inspectorStyle = `
:root { color-scheme: light dark; --line: #d4d9e1; --soft: #f4f6f9; --text: #16202c; --dim: #5b6673; --mark: #0b5fd6; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --line: #313a46; --soft: #1b222b; --text: #e6ebf2; --dim: #9aa6b4; --mark: #7db4ff; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: var(--text); background: Canvas; }
header { display: flex; gap: 1rem; align-items: baseline; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: .95rem; margin: 0 0 .5rem; } header p { margin: 0; flex: 1; color: var(--dim); }
main { display: grid; grid-template-columns: 13rem minmax(16rem, 24rem) 1fr; height: 62vh; }
main > * { overflow: auto; padding: .75rem; border-right: 1px solid var(--line); }
ul { list-style: none; margin: 0; padding: 0; }
li button { display: flex; justify-content: space-between; gap: .5rem; width: 100%; padding: .3rem .5rem; border: 0; border-radius: 6px;
  background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; overflow-wrap: anywhere; }
li button:hover { background: var(--soft); }
li button[aria-current="true"] { background: var(--soft); color: var(--mark); font-weight: 600; }
li button span:last-child { color: var(--dim); font-weight: 400; }
input { width: 100%; padding: .4rem .6rem; margin-bottom: .5rem; font: inherit; border: 1px solid var(--line); border-radius: 6px;
  background: Canvas; color: inherit; }
header button { padding: .3rem .8rem; font: inherit; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); color: inherit; }
pre { margin: 0 0 1rem; padding: .75rem; background: var(--soft); border-radius: 6px; overflow: auto; font: 12.5px/1.5 ui-monospace, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
footer { display: grid; grid-template-columns: 2fr 1fr; gap: 1rem; padding: .75rem 1rem; border-top: 1px solid var(--line); height: 32vh; }
footer section { overflow: auto; }
table { border-collapse: collapse; width: 100%; font: 12.5px/1.5 ui-monospace, monospace; }
td { padding: .1rem .75rem .1rem 0; vertical-align: top; overflow-wrap: anywhere; }
td:not(:last-child) { white-space: nowrap; }
.bad { color: var(--bad); } .hint { color: var(--dim); }
`;
