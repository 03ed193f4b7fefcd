import { el, show, fill } from "/page/dom.js";
import { drawCalls } from "/page/calls.js";
import { drawPeople } from "/page/phones.js";
import { drawSwitches, drawUsage } from "/page/cloud.js";
import { drawSpaces } from "/page/spaces.js";
import { mishaps, nameOf } from "/page/mishaps.js";

const by = id => document.getElementById(id);
let people = [], everybody = [], groups = [], names = {}, descriptions = {}, deliveries = [], since = 0, requests = [], asked = 0, stepped = false;

function say(text, bad) {
  by("message").textContent = text;
  by("message").classList.toggle("bad", Boolean(bad));
}

async function call(method, path, body) {
  const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: body ? JSON.stringify(body) : undefined });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.message ?? `The simulator answered ${answer.status}.`);
  return json;
}

async function act(path, body, done) {
  try {
    await call("POST", path, body);
    say(done ?? "");
    await refresh();
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

// Some have a number, some only an extension.
const reach = person => person.number ?? person.extension;

async function loadPeople() {
  const answer = await call("GET", "/control/people");
  (people = answer.people, groups = answer.huntGroups);
  names = Object.fromEntries([...people, ...answer.bots].map(person => [person.id, person.displayName]));
  everybody = [...people, ...answer.bots].map(person => [person.email, person.displayName]);
  fill(by("speakers"), everybody);
  const calling = people.filter(person => reach(person)).sort((one, other) => reach(one).localeCompare(reach(other)));
  people = calling;
  show(by("numbers"), answer.numbers, numbers => numbers.map(known => el("option", { value: known.number }, `${known.name}: ${known.note}`)));
  const choices = calling.map(person => [person.email, `${person.displayName} (${person.extension ?? person.number})`]);
  fill(by("callees"), [...choices, ...groups.map(group => [group.number, `${group.name}, hunt group (${group.extension})`])]);
  fill(by("colleagues"), [["", "next colleague"], ...choices]);
  fill(by("phones"), calling.flatMap(person => person.endpoints.map(endpoint => [`${person.email} ${endpoint.id}`, `${person.displayName}: ${endpoint.name}`])));
}

async function loadScenarios() {
  const answer = await call("GET", "/control/scenarios");
  descriptions = answer.descriptions;
  fill(by("scenarios"), answer.scenarios.map(name => [name, name]));
  describe();
}

function describe() {
  by("scenario-about").textContent = descriptions[by("scenarios").value] ?? "";
}

async function refresh() {
  const [{ calls }, clock, sent, { faults }, usage, switches, file] = await Promise.all(
    ["calls", "clock", `deliveries?since=${since}`, "faults", `usage?since=${asked}`, "switches", "state/file"].map(door => call("GET", "/control/" + door)));
  drawClock(clock);
  by("trouble").textContent = file.trouble ? `What changes is not saved: ${file.trouble}` : "";
  show(by("calls"), calls.filter((session, index) => session.live || index < 12), shown => drawCalls(shown, act));
  show(by("people"), { people, legs: calls.filter(session => session.live) }, shown => drawPeople(shown.people, shown.legs, act));
  deliveries = [...deliveries, ...sent.deliveries].slice(-40);
  since = deliveries.length ? deliveries[deliveries.length - 1].index + 1 : 0;
  show(by("deliveries"), deliveries, drawDeliveries);
  show(by("faults"), faults, drawFaults);
  requests = [...requests, ...usage.requests].slice(-200);
  asked = requests.length ? requests[requests.length - 1].index + 1 : 0;
  show(by("usage"), requests, drawUsage);
  show(by("switches"), switches, shown => drawSwitches(shown, (name, value) => act("/control/switches", { [name]: value }, `${name} is ${value}.`)));
  await refreshSpaces();
}

function forget() {
  (since = 0, deliveries = [], asked = 0, requests = []);
}

// The five spaces in which something was said last.
async function refreshSpaces() {
  const { rooms } = await call("GET", "/control/rooms");
  const newest = [...rooms].sort((one, other) => other.lastActivity.localeCompare(one.lastActivity));
  fill(by("listeners"), [...newest.map(room => [`room ${room.id}`, room.title]), ...everybody.map(([email, name]) => [`person ${email}`, `${name}, alone`])]);
  const spaces = await Promise.all(newest.slice(0, 5).map(async room => ({ room, ...await call("GET", `/control/rooms/${room.id}/messages?last=5`) })));
  show(by("spaces"), spaces, shown => drawSpaces(shown, act, () => by("speakers").value));
}

function drawClock(clock) {
  stepped = clock.mode === "stepped";
  by("now").textContent = clock.now.replace("T", " ").slice(0, 19) + " UTC";
  by("now").dateTime = clock.now;
  by("clock-mode").textContent = stepped ? "time stands still" : "running";
  by("clock-toggle").textContent = stepped ? "Let time run" : "Stop time";
}

function drawDeliveries(list) {
  if (list.length === 0) return el("p", { class: "hint" }, "None yet. They go to those who made a webhook.");
  return el("table", {},
    el("thead", {}, el("tr", {}, ["At", "To", "Event", "Answer"].map(title => el("th", { scope: "col" }, title)))),
    el("tbody", {}, [...list].reverse().map(sent => el("tr", {},
      el("td", {}, sent.at.slice(11, 19)), el("td", {}, (names[sent.personId] ?? "").split(" ")[0]),
      el("td", { title: sent.target }, `${sent.event} ${sent.eventType ?? ""}`),
      el("td", { class: sent.statusCode >= 200 && sent.statusCode < 300 ? "" : "bad", title: sent.error }, String(sent.statusCode ?? "failed"))))));
}

function drawFaults(list) {
  return list.map(fault => el("li", {},
    `${nameOf(fault.fault)}, ${fault.times ?? "any number of"} left, struck ${fault.struck}`,
    el("button", { type: "button", "data-key": fault.id, "aria-label": `Remove ${fault.id}`, onclick: () => remove(fault.id) }, "Remove")));
}

async function remove(id) {
  try {
    await call("DELETE", `/control/faults/${id}`);
    await refresh();
  } catch (error) {
    say(error.message, true);
  }
}

function fields(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""));
}

function onSubmit(id, send) {
  by(id).addEventListener("submit", event => { event.preventDefault(); send(fields(event.target)); });
}

onSubmit("call", values => act("/control/calls",
  { ...values, ringSeconds: Number(values.ringSeconds ?? 2), talkSeconds: Number(values.talkSeconds ?? 5) }, "Calling."));
onSubmit("dial", ({ phone, number }) => {
  const [email, device] = phone.split(" ");
  act(`/control/people/${encodeURIComponent(email)}/dial`, { device, number }, `Dialling ${number}.`);
});
onSubmit("say", async ({ from, to, markdown }) => {
  const [kind, target] = to.split(" ");
  const posted = await act("/control/messages", { from, markdown, ...(kind === "room" ? { roomId: target } : { toPersonEmail: target }) }, "Posted.");
  if (posted) by("say").elements.markdown.value = "";
});
onSubmit("mode", ({ mode, lateSeconds, lose }) => act("/control/webhook-delivery",
  { mode, lateSeconds: Number(lateSeconds ?? 180), lose: (lose ?? "").split(/[ ,]+/).filter(Boolean).map(Number) }, `Calls begun from now on: ${mode}.`));
onSubmit("fault", ({ mishap, path, times }) => {
  const [name, fault] = mishaps[Number(mishap)];
  // A token is refreshed on a path of its own.
  const match = path && fault.kind !== "refreshFails" ? { path } : {};
  act("/control/faults", { match, times: times ? Number(times) : null, fault }, `Added: ${name}.`);
});
fill(by("mishaps"), mishaps.map(([name], index) => [String(index), name]));
by("release").addEventListener("click", () => act("/control/webhook-delivery/release", {}, "Released."));
by("clock-toggle").addEventListener("click", () => act("/control/clock", { mode: stepped ? "running" : "stepped" }));
document.querySelectorAll("[data-advance]").forEach(button =>
  button.addEventListener("click", () => act("/control/clock", { advanceSeconds: Number(button.dataset.advance) })));
by("scenarios").addEventListener("change", describe);

by("load").addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await fetch("/control/state", { method: "PUT", headers: { "Content-Type": "application/json" }, body: event.target.elements.file.files[0] });
  say(answer.ok ? "Loaded." : (await answer.json()).message, !answer.ok);
  forget();
});
by("reset").addEventListener("click", () => {
  if (!confirm("Forget all that was changed since the seed?")) return;
  forget();
  act("/control/reset", {}, "Back to the seed.");
});

async function keepUp() {
  for (let round = 0; ; round++) {
    try {
      if (round % 6 === 0) await loadPeople();
      await refresh();
      if (by("message").textContent.startsWith("The simulator does not answer")) say("");
    } catch {
      say("The simulator does not answer. Trying again.", true);
      forget();
    }
    await new Promise(next => setTimeout(next, 700));
  }
}

await loadScenarios();
keepUp();
