import { el } from "/page/dom.js";

export function drawUsage(requests) {
  if (requests.length === 0) return el("p", { class: "hint" }, "None yet. What is sent to the cloud's own paths is listed here, with the scope that let it in.");
  return el("table", {},
    el("thead", {}, el("tr", {}, ["At", "Answer", "Request", "Who", "Scope"].map(title => el("th", { scope: "col" }, title)))),
    el("tbody", {}, [...requests].reverse().map(request => el("tr", {},
      el("td", {}, request.at.slice(11, 19)), el("td", { class: request.status === 0 || request.status >= 400 ? "bad" : "" }, request.status === 0 ? "cut" : String(request.status)),
      el("td", {}, `${request.method} ${request.path}`), el("td", {}, request.user ?? ""), el("td", {}, request.scope ?? "")))));
}

export function drawSwitches(switches, set) {
  return Object.entries(switches).filter(([, value]) => typeof value === "boolean").map(([name, value]) => {
    const box = el("input", { type: "checkbox", checked: value, "data-key": name });
    box.addEventListener("change", () => set(name, box.checked));
    return el("li", {}, el("label", {}, box, name));
  });
}
