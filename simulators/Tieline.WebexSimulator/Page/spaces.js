import { el } from "/page/dom.js";

// The fields that a card asks for, wherever they stand in it.
function inputs(node) {
  if (Array.isArray(node)) return node.flatMap(inputs);
  if (node === null || typeof node !== "object") return [];
  const own = typeof node.type === "string" && node.type.startsWith("Input.") && typeof node.id === "string" ? [node] : [];
  return [...own, ...Object.values(node).flatMap(inputs)];
}

function submits(node) {
  if (Array.isArray(node)) return node.flatMap(submits);
  if (node === null || typeof node !== "object") return [];
  return [...(node.type === "Action.Submit" ? [node] : []), ...Object.values(node).flatMap(submits)];
}

function drawCard(message, act, sender) {
  const card = message.attachments[0].content;
  const form = el("form", { class: "card", "aria-label": "Card" }, inputs(card).map(input =>
    el("label", {}, input.label ?? input.placeholder ?? input.id, el("input", { name: input.id, value: input.value }))));
  form.addEventListener("submit", event => event.preventDefault());
  const buttons = submits(card);
  form.append(...(buttons.length ? buttons : [{ title: "Submit" }]).map(button => el("button", {
    type: "button", onclick: () => act("/control/attachment-actions", {
      from: sender(), type: "submit", messageId: message.id,
      inputs: { ...(typeof button.data === "object" ? button.data : {}), ...Object.fromEntries(new FormData(form)) },
    }, `${sender()} filled in the card.`),
  }, button.title ?? "Submit")));
  return form;
}

function drawMessage(message, act, sender) {
  return el("li", {},
    el("span", { class: "who" }, message.personEmail.split("@")[0]),
    el("span", { class: "said" }, message.text ?? (message.files ? "a file" : "")),
    message.parentId && el("span", { class: "chip" }, "reply"),
    message.updated && el("span", { class: "chip" }, "edited"),
    message.files && el("span", { class: "chip" }, "file"),
    message.attachments && drawCard(message, act, sender));
}

export function drawSpaces(spaces, act, sender) {
  if (spaces.length === 0) return el("p", { class: "hint" }, "No space yet. A message to somebody begins one.");
  return spaces.map(({ room, messages }) => el("article", { class: "space" },
    el("h3", {}, room.title),
    el("p", { class: "hint" }, [room.type, room.isLocked && "moderated", room.isReadOnly && "archived", `${room.members.length} members`].filter(Boolean).join(", ")),
    el("ul", { class: "said-here" }, messages.map(message => drawMessage(message, act, sender)))));
}
