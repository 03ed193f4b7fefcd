import { el } from "/control/static/dom.js";

const hint = text => el("p", { class: "con-hint" }, text);
const button = (key, label, text, onclick) => el("button", { type: "button", class: "slds-button slds-button_neutral", "data-key": key, "aria-label": label, onclick }, text);

function table(titles, rows) {
  return el("table", { class: "slds-table slds-table_cell-buffer slds-table_bordered" },
    el("thead", {}, el("tr", {}, titles.map(title => el("th", { scope: "col" }, title)))), el("tbody", {}, rows));
}

const row = (...cells) => el("tr", {}, cells.map(cell => cell instanceof HTMLTableCellElement ? cell : el("td", {}, cell)));

export function drawUsage(requests) {
  if (requests.length === 0) return hint("None yet. What is sent to the org's own paths is listed here.");
  return table(["At", "Answer", "Request", "User", "App", "Scopes of the token"], [...requests].reverse().map(request => row(
    request.at.slice(11, 19), el("td", { class: request.status === 0 || request.status >= 400 ? "con-bad" : "" }, request.status === 0 ? "none" : String(request.status)),
    el("td", { class: "con-path" }, `${request.method} ${request.path}${request.query ? decode(request.query) : ""}`),
    request.user ?? "", request.app ?? "", request.scope ?? "")));
}

function decode(query) {
  try {
    return decodeURIComponent(query.replaceAll("+", " "));
  } catch {
    return query;
  }
}

export function drawRecords(objects) {
  return table(["Object", "Records"], objects.map(object => row(object.label === object.name ? object.name : `${object.label} (${object.name})`, String(object.count))));
}

export function drawFaults({ faults, waiting }, remove) {
  const list = faults.map(fault => el("li", { class: "con-list" },
    el("span", {}, `${fault.fault.kind}, ${fault.match?.method ?? "any method"} ${fault.match?.path ?? "any path"}: met ${fault.met}${fault.times ? ` of ${fault.times}` : ""}`),
    button(fault.id, `Remove ${fault.fault.kind}`, "Remove", () => remove(fault.id))));
  return waiting ? [...list, el("li", { class: "con-hint" }, `${waiting} slow requests wait.`)] : list;
}

export function drawSwitches(switches, set) {
  return Object.entries(switches).filter(([, value]) => typeof value === "boolean").map(([name, value]) => el("li", { class: "con-list" },
    el("label", {}, el("input", { type: "checkbox", checked: value, "data-key": name, onchange: event => set(name, event.target.checked) }), " ", name)));
}

export function drawPeople(users, expire) {
  return table(["Name", "User name", "Profile", "Sessions"], users.map(user => row(
    el("td", {}, el("a", { href: `/lightning/login?user=${encodeURIComponent(user.username)}` }, user.name)), user.username, user.profile ?? "",
    el("td", {}, button(user.username, `End the sessions of ${user.name}`, "End sessions", () => expire(user.username))))));
}
