/** The inspector's page. All data is fetched by its script, which only ever writes text nodes. */
export function inspectorPage(account: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox ${escapeHtml(account)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_sandbox/inspector.css">
<script src="/_sandbox/inspector.js" defer></script>
</head>
<body>
<header>
  <h1>Harness sandbox</h1>
  <p>account <b>${escapeHtml(account)}</b> · <span id="summary">loading…</span></p>
  <button id="refresh" type="button">Refresh</button>
</header>
<main>
  <nav aria-label="Kinds"><ul id="kinds"></ul></nav>
  <section aria-label="Objects">
    <input id="search" type="search" placeholder="Search identifiers, names and YAML" aria-label="Search">
    <ul id="objects"></ul>
  </section>
  <section aria-label="Detail" id="detail"><p class="hint">Choose an object.</p></section>
</main>
<footer>
  <section><h2>Last calls</h2><table><tbody id="calls"></tbody></table></section>
  <section><h2>Faults</h2><pre id="faults"></pre></section>
</footer>
</body>
</html>
`;
}

/** Makes text safe inside HTML, attributes included. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
