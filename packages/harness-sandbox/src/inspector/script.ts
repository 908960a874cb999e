/** Script of the inspector, as the browser gets it. It writes text nodes only, so nothing stored can become markup. */
export const inspectorScript = `
"use strict";
const byId = (id) => document.getElementById(id);
const state = { snapshot: {}, kind: "", path: "" };

// The address names what is shown, so that a link leads to an object: #service/default/shop/checkout
function readAddress() {
  const [kind, ...path] = decodeURIComponent(location.hash.slice(1)).split("/");
  state.kind = kind;
  state.path = path.join("/");
}

function choose(kind, path) {
  location.hash = encodeURIComponent(path === "" ? kind : kind + "/" + path);
}

function node(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function choice(label, note, current, onClick) {
  const button = node("button");
  button.type = "button";
  button.setAttribute("aria-current", String(current));
  button.append(node("span", label), node("span", note));
  button.addEventListener("click", onClick);
  const item = node("li");
  item.append(button);
  return item;
}

function showKinds() {
  const rows = Object.entries(state.snapshot).map(([kind, objects]) =>
    choice(kind, String(Object.keys(objects).length), kind === state.kind, () => choose(kind, "")));
  byId("kinds").replaceChildren(...rows);
}

function showObjects() {
  const term = byId("search").value.toLowerCase();
  const objects = Object.entries(state.snapshot[state.kind] ?? {});
  const found = objects.filter(([path, body]) => (path + JSON.stringify(body)).toLowerCase().includes(term));
  byId("objects").replaceChildren(...found.slice(0, 500).map(([path, body]) =>
    choice(path, body.name ?? "", path === state.path, () => choose(state.kind, path))));
}

function showDetail() {
  const body = (state.snapshot[state.kind] ?? {})[state.path];
  if (body === undefined) {
    byId("detail").replaceChildren(node("p", "Choose an object.", "hint"));
    return;
  }
  const { yaml, yamlInternal, rego, ...rest } = body;
  const parts = [node("h2", state.kind + " " + state.path), node("pre", JSON.stringify(rest, null, 2))];
  const source = yaml ?? yamlInternal ?? rego;
  if (source) parts.push(node("h2", rego ? "Rego" : "YAML"), node("pre", source));
  byId("detail").replaceChildren(...parts);
}

function show() {
  showKinds();
  showObjects();
  showDetail();
}

function showCalls(calls) {
  byId("calls").replaceChildren(...calls.map((call) => {
    const row = node("tr");
    const failed = call.status === 0 || call.status >= 400;
    row.append(node("td", call.status === 0 ? "dropped" : String(call.status), failed ? "bad" : ""));
    row.append(node("td", call.method), node("td", call.path));
    return row;
  }));
}

async function refresh() {
  const read = async (name) => (await fetch("/_sandbox/" + name)).json();
  const [snapshot, counts, recent, faults] = await Promise.all(["snapshot", "calls", "recent", "faults"].map(read));
  state.snapshot = snapshot;
  const kinds = Object.entries(snapshot);
  if (!snapshot[state.kind]) state.kind = (kinds.find(([, objects]) => Object.keys(objects).length > 0) ?? [""])[0];
  const total = kinds.reduce((sum, [, objects]) => sum + Object.keys(objects).length, 0);
  byId("summary").textContent = total + " objects, " + counts.total + " calls, " + counts.rejected429 + " over the limit";
  byId("faults").textContent = JSON.stringify(faults, null, 2);
  showCalls(recent);
  show();
}

addEventListener("hashchange", () => {
  readAddress();
  show();
});
byId("search").addEventListener("input", showObjects);
byId("refresh").addEventListener("click", refresh);
readAddress();
refresh();
`;
