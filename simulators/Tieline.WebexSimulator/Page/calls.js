import { el } from "/page/dom.js";

const stateWords = {
  connecting: "being put through", alerting: "ringing", connected: "talking", held: "has put the call on hold",
  remoteHeld: "on hold", disconnected: "gone",
};

export function chip(state) {
  const kind = state === "alerting" || state === "connecting" ? "ring" : state === "disconnected" ? "" : "talk";
  return el("span", { class: `chip ${kind}` }, stateWords[state] ?? state);
}

export function partyName(party) {
  if (party.privacyEnabled) return "withheld number";
  return [party.name, party.number].filter(Boolean).join(" ") || "unknown";
}

// What somebody outside can do just now.
function outsideActions(end) {
  if (end.rings) return [["answer", "Answer", "go"], ["busy", "Busy"], ["reject", "Reject", "end"]];
  if (end.state === "disconnected") return [];
  const hang = ["hangup", "Hang up", "end"];
  if (end.onHold) return [["resume", "Resume"], hang];
  return end.state === "connected" ? [["hold", "Hold"], hang] : [hang];
}

export function drawCalls(calls, act) {
  const live = calls.filter(call => call.live);
  const ended = calls.filter(call => !call.live).slice(0, 6);
  const parts = live.map(call => drawCall(call, act));
  if (live.length === 0) parts.push(el("p", { class: "hint" }, "No call at the moment. Start one on the left, or dial in Tieline."));
  if (ended.length > 0) parts.push(el("ul", { class: "plain ended", "aria-label": "Calls that ended" }, ended.map(drawEnded)));
  return parts;
}

function drawCall(call, act) {
  const outside = call.outside.filter(end => end.state !== "disconnected").map(end => el("li", {},
    el("span", { class: "who" }, partyName(end.party)), chip(end.state),
    el("span", { class: "actions" }, outsideActions(end).map(([action, label, kind]) => el("button", {
      type: "button", class: kind, "data-key": `${end.id}-${action}`, "aria-label": `${label}: ${partyName(end.party)}`,
      onclick: () => act(`/control/calls/${call.callSessionId}/far-end`, { action, end: end.id }),
    }, label)))));
  const legs = call.legs.filter(leg => leg.state !== "disconnected").map(leg => el("li", {},
    el("span", { class: "who" }, leg.displayName), chip(leg.state),
    el("span", { class: "hint" }, leg.awaitsPickup ? `own phone rings, to reach ${partyName(leg.remoteParty)}` : `with ${partyName(leg.remoteParty)}`),
    leg.recordingState && el("span", { class: "chip" }, `recording ${leg.recordingState}`),
    leg.dtmf && el("span", { class: "chip" }, `digits ${leg.dtmf}`)));
  return el("article", { class: "call live" },
    el("div", { class: "top" },
      el("h3", {}, call.scenario ? `Scenario ${call.scenario}` : "Call"),
      el("span", { class: "hint" }, `since ${new Date(call.created).toLocaleTimeString()}${call.keptDeliveries ? `, ${call.keptDeliveries} notifications kept back` : ""}`)),
    el("ul", { class: "ends" }, outside, legs));
}

function drawEnded(call) {
  const names = [...new Set([...call.outside.map(end => partyName(end.party)), ...call.legs.map(leg => leg.displayName)])];
  const answered = call.legs.some(leg => leg.answered);
  return el("li", {}, `${new Date(call.ended).toLocaleTimeString()} ${names.join(", ")}`,
    el("span", { class: "chip" }, answered ? "ended" : "not answered"));
}
