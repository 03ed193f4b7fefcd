// What the page says when there is no circuit to say it: connecting, reconnecting, refused.
const page = JSON.parse(document.getElementById('tieline-page').textContent);
let texts = page.texts.en;

let becomeReady;
const ready = new Promise(resolve => { becomeReady = resolve; });

/** Settled once the panel is shown for the first time: before that nothing in it can take the focus. */
export const whenReady = () => ready;

/** Takes the words of a language such as da or en_US, and says so to whoever reads the page aloud. */
export function words(language) {
  const known = (language ?? '').slice(0, 2);
  texts = page.texts[known] ?? page.texts.en;
  document.documentElement.lang = page.texts[known] ? known : 'en';
}

export function show(state, detail = '', again = null) {
  const line = begin(state);
  if (state === 'ready') {
    becomeReady();
    return;
  }

  const why = detail || texts[`${state}Why`];
  line.append(...lines(texts[state] ?? '', why));
  if (again) {
    line.append(button(texts.again, again));
  }
}

/** A panel that this version does not have yet. */
export function showLater() {
  begin('later').append(icon('clock'), ...lines(texts.later, texts.laterWhy));
}

/** Nobody signs for the user: he signs in himself. Once he has, what was shown before comes back by itself. */
export function showLaunch({ problem = '', isWaiting = false, onSignIn = null, onCancel = null }) {
  const line = begin('launch');
  const trouble = problem.isBlocked ? texts.launchBlocked : problem.isEnded ? texts.launchEnded : problem.isUnreachable ? texts.launchNoServer : problem.sentence ?? '';
  line.append(icon('user'), ...lines(texts.launch, isWaiting ? texts.signInWaiting : texts.launchWhy));
  if (trouble) {
    const said = paragraph(trouble, 'slds-text-color_error');
    said.setAttribute('role', 'alert');
    line.append(said);
  }

  const press = isWaiting ? button(texts.cancel, onCancel) : button(texts.launchSignIn, onSignIn, 'brand');
  press.dataset.testid = isWaiting ? 'launch-cancel' : 'launch-sign-in';
  line.append(press);
  press.focus();
}

function begin(state) {
  document.body.dataset.state = state;
  const line = document.getElementById('status');
  line.replaceChildren();
  return line;
}

function paragraph(text, style = '') {
  const made = document.createElement('p');
  made.className = style;
  made.textContent = text;
  return made;
}

const lines = (heading, why) => [paragraph(heading, why ? 'slds-text-heading_small' : ''), ...(why ? [paragraph(why, 'slds-text-color_weak')] : [])];

function button(text, onClick, variant = 'neutral') {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `slds-button slds-button_${variant}`;
  made.textContent = text;
  made.addEventListener('click', onClick);
  return made;
}

function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const [circle, drawing, use] = [document.createElement('div'), document.createElementNS(space, 'svg'), document.createElementNS(space, 'use')];
  circle.className = 'tl-empty__icon';
  drawing.setAttribute('class', 'slds-icon tl-icon');
  drawing.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `/slds/icons/utility-sprite/svg/symbols.svg#${name}`);
  drawing.append(use);
  circle.append(drawing);
  return circle;
}
