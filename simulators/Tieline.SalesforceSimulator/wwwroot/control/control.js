import { drawFaults, drawPeople, drawRecords, drawSwitches, drawUsage } from "/control/static/tables.js";
import { show } from "/control/static/dom.js";

const KEPT = 200;
const by = id => document.getElementById(id);
let requests = [], since = 0, stepped = false;

function say(text, bad) {
  by("message").textContent = text;
  by("message").classList.toggle("con-bad", Boolean(bad));
}

async function call(method, path, body, type = "application/json") {
  const answer = await fetch(path, { method, headers: body === undefined ? {} : { "Content-Type": type }, body });
  const text = await answer.text();
  const json = text && answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json.error ?? `The simulator answered ${answer.status}.`);
  return json;
}

async function act(done, method, path, body) {
  try {
    await call(method, path, body === undefined || typeof body === "string" ? body : JSON.stringify(body));
    await refresh();
    say(done);
  } catch (mistake) {
    say(mistake.message, true);
  }
}

async function refresh() {
  const [clock, usage, objects, faults, switches, people] = await Promise.all(
    ["clock", `usage?since=${since}`, "objects", "faults", "switches", "users"].map(door => call("GET", "/control/" + door)));
  drawClock(clock);
  keep(usage.requests);
  show(by("usage"), requests, drawUsage);
  show(by("records"), objects.objects, drawRecords);
  show(by("faults"), faults, drawFaults, remove);
  show(by("switches"), switches, drawSwitches, (name, value) => act(`${name} is ${value}.`, "POST", "/control/switches", { [name]: value }));
  show(by("people"), people.users, drawPeople, user => act(`${user}'s sessions have ended.`, "POST", "/control/session/expire", { user }));
}

// Those that wait for their answer are asked for again: their status comes later.
function keep(fresh) {
  requests = [...requests.filter(request => request.index < since), ...fresh].slice(-KEPT);
  const open = requests.find(request => request.status === 0);
  since = open?.index ?? (requests.length ? requests[requests.length - 1].index + 1 : 0);
}

function drawClock(clock) {
  stepped = clock.mode === "stepped";
  by("now").textContent = clock.now.replace("T", " ").slice(0, 19) + " UTC";
  by("now").dateTime = clock.now;
  by("clock-mode").textContent = stepped ? "time stands still" : "running";
  by("clock-toggle").textContent = stepped ? "Let time run" : "Stop time";
}

const remove = id => act("Removed.", "DELETE", `/control/faults/${id}`);

function onSubmit(id, send) {
  by(id).addEventListener("submit", event => { event.preventDefault(); send(new FormData(event.target)); });
}

onSubmit("fault", form => {
  const fault = { kind: form.get("kind") };
  if (fault.kind === "slow" || fault.kind === "slowAnswer") fault.delayMs = 3000;
  if (fault.kind === "lateCommit") fault.delaySeconds = 30;
  if (fault.kind === "tooManyRequests") fault.retryAfter = "5";
  act("Added.", "POST", "/control/faults", {
    match: { method: form.get("method") || null, path: form.get("path").trim() || null }, times: form.get("times") ? Number(form.get("times")) : null, fault,
  });
});
onSubmit("load", async form => {
  const text = await form.get("file").text();
  forget();
  act("Loaded.", "PUT", "/control/state", text);
});
onSubmit("reset", () => {
  if (!confirm("Forget all that was changed since the seed?")) return;
  forget();
  act("Back to the seed.", "POST", "/control/reset");
});
by("clock-toggle").addEventListener("click", () => act("", "POST", "/control/clock", { mode: stepped ? "running" : "stepped" }));
document.querySelectorAll("[data-advance]").forEach(button =>
  button.addEventListener("click", () => act("", "POST", "/control/clock", { advanceSeconds: Number(button.dataset.advance) })));

function forget() {
  (requests = [], since = 0);
}

async function keepUp() {
  for (;;) {
    try {
      await refresh();
      if (by("message").textContent.startsWith("The simulator does not answer")) say("");
    } catch {
      say("The simulator does not answer. Trying again.", true);
      forget();
    }
    await new Promise(next => setTimeout(next, 1000));
  }
}

keepUp();
