import { el } from "/page/dom.js";
import { partyName } from "/page/calls.js";

// Every phone and app with the buttons that make sense for it now. A hand can always lift a handset,
// also on a device that the API cannot answer.
export function drawPeople(people, calls, act) {
  const legs = calls.flatMap(call => call.legs).filter(leg => leg.state !== "disconnected");
  return people.filter(person => person.endpoints.length > 0).map(person => {
    const own = legs.filter(leg => leg.personId === person.id);
    return el("article", { class: "person" },
      el("h3", {}, person.displayName),
      el("div", { class: "sub" }, `${[person.number, person.extension && `ext ${person.extension}`].filter(Boolean).join(" ")} `, person.connected && el("span", { class: "chip talk" }, "connected to an app")),
      person.endpoints.map(endpoint => drawDevice(person, endpoint, own, act)));
  });
}

function drawDevice(person, endpoint, legs, act) {
  const ringing = legs.filter(leg => leg.alertingEndpointIds.includes(endpoint.id));
  const busy = legs.filter(leg => leg.endpointId === endpoint.id && leg.alertingEndpointIds.length === 0);
  const press = (leg, action, label, kind) => el("button", {
    type: "button", class: kind, "data-key": `${leg.callId}-${endpoint.id}-${action}`, "aria-label": `${label} on ${endpoint.name}`,
    onclick: () => act(`/control/legs/${leg.callId}/device`, { device: endpoint.id, action }),
  }, label);
  const rows = [
    ...ringing.map(leg => row(leg.awaitsPickup ? `rings to dial ${partyName(leg.remoteParty)}` : `${partyName(leg.remoteParty)} calls`,
      press(leg, "answer", "Answer", "go"), leg.awaitsPickup ? press(leg, "hangup", "Cancel", "end") : press(leg, "reject", "Reject", "end"))),
    ...busy.map(leg => row(`${partyName(leg.remoteParty)}${leg.muted ? ", muted" : ""}`, ...talkButtons(leg, press))),
  ];
  return el("div", { class: `device${ringing.length ? " ringing" : busy.length ? " talking" : ""}` },
    el("div", {}, `${endpoint.type === "DEVICE" ? "☎" : "▣"} ${endpoint.name} `,
      !endpoint.remoteAnswer && el("span", { class: "chip limit" }, "API cannot answer"), " ",
      !endpoint.remoteMute && el("span", { class: "chip limit" }, "API cannot mute")),
    rows);
}

function talkButtons(leg, press) {
  const end = press(leg, "hangup", "Hang up", "end");
  if (leg.state === "connecting" || leg.state === "alerting") return [end];
  return [
    leg.onHold ? press(leg, "resume", "Resume") : press(leg, "hold", "Hold"),
    leg.muteCapable && (leg.muted ? press(leg, "unmute", "Unmute") : press(leg, "mute", "Mute")),
    !leg.onHold && press(leg, "park", "Park"),
    end,
  ];
}

function row(text, ...buttons) {
  return el("div", {}, el("div", {}, text), el("span", { class: "actions" }, buttons.filter(Boolean)));
}
