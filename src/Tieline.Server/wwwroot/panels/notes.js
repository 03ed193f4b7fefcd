// <tieline-notes call saved label placeholder ...>: a text field that never waits for the network.
// What is typed is sent within half a second, kept while the server is away and sent on return; the mark says which of these it is.
import { ask, sentenceOf } from './session.js';
import { merge } from './merge.js';
import { forgetNotes, takeNotes } from './return.js';
import { whenReady } from './status.js';

const saveAfter = 300;
const retryAfter = 1000;
const longestOnLeaving = 60_000; // Of a request that outlives its page the browser takes 64 KiB.
const fields = new Set();
const addressOf = call => `/panels/api/calls/${encodeURIComponent(call)}/notes`;

class Notes extends HTMLElement {
  static observedAttributes = ['saved', 'version'];

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

  attributeChangedCallback() {
    // Text and version are set one after the other.
    queueMicrotask(() => this.takeOver());
  }

  // Another window saved. An older text, drawn late, changes nothing; while something is typed here, the save that is under way joins both.
  takeOver() {
    const version = Number(this.getAttribute('version'));
    if (this.field && !this.isDirty && !this.sending && version > this.version) {
      this.version = version;
      this.base = this.getAttribute('saved') ?? '';
      this.write(this.base);
    }
  }

  write(text) {
    if (this.field.value === text) {
      return;
    }

    const caret = this.field.selectionStart;
    this.field.value = text;
    if (document.activeElement === this.field) {
      this.field.setSelectionRange(caret, caret);
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
    this.base = kept?.base ?? this.getAttribute('saved') ?? '';
    this.version = kept?.version ?? Number(this.getAttribute('version'));
    this.field.value = kept?.text ?? this.base;
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
      const notes = this.field.value;
      const body = JSON.stringify({ notes, version: this.version });
      const answer = await ask(addressOf(this.getAttribute('call')), { method: 'PUT', body }).catch(() => null);
      if (answer?.ok) {
        this.settle(notes, (await answer.json()).version);
        forgetNotes(this.getAttribute('call'));
        continue;
      }

      if (answer?.status === 409) {
        this.join(await answer.json());
        continue;
      }

      this.unsure = notes;

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

  settle(notes, version) {
    this.base = notes;
    this.version = version;
    this.unsure = null;
    this.isDirty ||= this.field.value !== notes;
  }

  // The page goes: a request under way may be cut with it, one with keepalive is not.
  leave() {
    const body = JSON.stringify({ notes: this.field.value, version: this.sending ? undefined : this.version });
    if ((this.isDirty || this.sending) && body.length < longestOnLeaving) {
      ask(addressOf(this.getAttribute('call')), { method: 'PUT', keepalive: true, body }).catch(() => { });
    }
  }

  // Somebody else wrote meanwhile; or we did, and only the answer was lost.
  join({ notes, version }) {
    if (notes !== this.unsure) {
      this.write(merge(this.base, notes, this.field.value));
    }

    this.settle(notes, version);
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

addEventListener('pagehide', () => fields.forEach(field => field.leave()));

/** Sends what is not saved yet. */
export function flushNotes() {
  return Promise.all([...fields].filter(field => field.isDirty || field.sending).map(field => field.save()));
}

/** The fields as they stand, for a reload. */
export function notesToKeep() {
  return Object.fromEntries([...fields].map(({ field, isDirty, base, version }) => [field.id.slice('notes-'.length), {
    text: field.value,
    base,
    version,
    start: field.selectionStart,
    end: field.selectionEnd,
    focused: document.activeElement === field,
    saved: !isDirty && field.value === base,
  }]));
}
