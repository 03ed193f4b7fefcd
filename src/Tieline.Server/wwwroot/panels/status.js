// What the page says when there is no circuit to say it: connecting, reconnecting, refused.
const page = JSON.parse(document.getElementById('tieline-page').textContent);
let texts = page.texts.en;

let becomeReady;
const ready = new Promise(resolve => { becomeReady = resolve; });

/** Settled once the panel is shown for the first time: before that nothing in it can take the focus. */
export const whenReady = () => ready;

/** Takes the words of a language such as da or en_US. */
export function words(language) {
  texts = page.texts[(language ?? '').slice(0, 2)] ?? texts;
}

export function show(state, detail = '', again = null) {
  document.body.dataset.state = state;
  const line = document.getElementById('status');
  line.replaceChildren();
  if (state === 'ready') {
    becomeReady();
    return;
  }

  const text = document.createElement('p');
  text.textContent = texts[state] ?? '';
  line.append(text);
  if (detail) {
    const more = document.createElement('p');
    more.className = 'slds-text-color_weak';
    more.textContent = detail;
    line.append(more);
  } else if (texts[`${state}Why`]) {
    const more = document.createElement('p');
    more.className = 'slds-text-color_weak';
    more.textContent = texts[`${state}Why`];
    line.append(more);
  }

  if (again) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'slds-button slds-button_neutral';
    button.textContent = texts.again;
    button.addEventListener('click', again);
    line.append(button);
  }
}
