// <tieline-notes call saved label placeholder ...>: a text field that never waits for the network.
// What is typed is sent within half a second, kept while the server is away and sent on return; the mark says which of these it is.
import { ask, sentenceOf } from './session.js';
import { takeNotes } from './return.js';
import { whenReady } from './status.js';

const saveAfter = 300;
const retryAfter = 1000;
const fields = new Set();

class Notes extends HTMLElement {
  static observedAttributes = ['saved'];

  connectedCallback() {
    if (!this.field) {
      this.build();
    }

    fields.add(this);
  }

  disconnectedCallback() {
    fields.delete(this);
    if (this.isDirty) {
      this.save();
    }
  }

  attributeChangedCallback(name, before, after) {
    // Another window saved: taken over unless something newer is being typed here.
    if (this.field && !this.isDirty && !this.sending && this.field.value !== after) {
      this.field.value = after;
    }
  }

  build() {
    const label = document.createElement('label');
    label.className = 'slds-form-element__label';
    label.textContent = this.getAttribute('label');
    this.mark = document.createElement('span');
    this.mark.className = 'tl-notes__mark';
    this.mark.setAttribute('role', 'status');
    const head = document.createElement('div');
    head.className = 'tl-notes__head';
    head.append(label, this.mark);
    this.field = document.createElement('textarea');
    this.field.className = 'slds-textarea tl-notes__field';
    this.field.id = `notes-${this.getAttribute('call')}`;
    this.field.maxLength = 32000;
    this.field.dataset.lands = '';
    this.field.placeholder = this.getAttribute('placeholder') ?? '';
    this.field.setAttribute('aria-keyshortcuts', 'Alt+Shift+N');
    this.field.dataset.shortcut = 'Alt+Shift+N';
    label.htmlFor = this.field.id;
    this.field.addEventListener('input', () => this.typed());
    this.append(head, this.field);

    const kept = takeNotes(this.getAttribute('call'));
    this.field.value = kept?.text ?? this.getAttribute('saved') ?? '';
    this.isDirty = kept ? !kept.saved : false;
    if (kept?.focused) {
      whenReady().then(() => this.takeCaret(kept));
    }

    if (this.isDirty) {
      this.save();
    }
  }

  // Only if the agent went nowhere else meanwhile.
  takeCaret({ start, end }) {
    if (document.activeElement === document.body) {
      this.field.focus();
      this.field.setSelectionRange(start, end);
    }
  }

  typed() {
    this.isDirty = true;
    this.show('saving');
    this.timer ??= setTimeout(() => this.save(), saveAfter);
  }

  // One request at a time; what is typed meanwhile goes with the next.
  save() {
    clearTimeout(this.timer);
    this.timer = null;
    this.sending ??= this.send().finally(() => { this.sending = null; });
    return this.sending;
  }

  async send() {
    while (this.isDirty) {
      this.isDirty = false;
      const answer = await ask(`/panels/api/calls/${encodeURIComponent(this.getAttribute('call'))}/notes`, {
        method: 'PUT',
        keepalive: true,
        body: JSON.stringify({ notes: this.field.value }),
      }).catch(() => null);
      if (answer?.ok) {
        continue;
      }

      this.isDirty = true;
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 401 && answer.status !== 408 && answer.status !== 429) {
        this.show('refused', await sentenceOf(answer));
      } else {
        this.show('offline');
        this.timer ??= setTimeout(() => this.save(), retryAfter);
      }

      return;
    }

    this.show('saved');
  }

  show(state, detail = '') {
    this.dataset.mark = state;
    const text = (this.getAttribute(`text-${state}`) ?? '').replace('{0}', detail);
    if (this.mark.textContent !== text) {
      this.mark.textContent = text;
    }
  }
}

customElements.define('tieline-notes', Notes);

/** Sends what is not saved yet. */
export function flushNotes() {
  return Promise.all([...fields].filter(field => field.isDirty || field.sending).map(field => field.save()));
}

/** The fields as they stand, for a reload. */
export function notesToKeep() {
  return Object.fromEntries([...fields].map(({ field, isDirty }) => [field.id.slice('notes-'.length), {
    text: field.value,
    start: field.selectionStart,
    end: field.selectionEnd,
    focused: document.activeElement === field,
    saved: !isDirty,
  }]));
}
