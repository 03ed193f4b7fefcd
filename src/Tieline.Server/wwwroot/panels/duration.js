// <tieline-duration since="unix ms" until="unix ms">: counts here, so that no message a second crosses the line.
import { clockOffset } from './session.js';

const running = new Set();

class Duration extends HTMLElement {
  static observedAttributes = ['since', 'until'];

  connectedCallback() {
    this.setAttribute('role', 'timer');
    running.add(this);
    this.tick();
  }

  disconnectedCallback() {
    running.delete(this);
  }

  attributeChangedCallback() {
    this.tick();
  }

  tick() {
    const since = Number(this.getAttribute('since'));
    const until = this.hasAttribute('until') ? Number(this.getAttribute('until')) : Date.now() + clockOffset;
    const text = since ? written(Math.max(0, Math.floor((until - since) / 1000))) : '';
    if (this.textContent !== text) {
      this.textContent = text;
    }
  }
}

function written(seconds) {
  const two = number => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

customElements.define('tieline-duration', Duration);
setInterval(() => running.forEach(one => one.tick()), 250);

// <tieline-time at="unix ms" lang>: the time of day in the agent's own time zone, which only the browser knows.
class TimeOfDay extends HTMLElement {
  static observedAttributes = ['at'];

  connectedCallback() {
    this.tell();
  }

  attributeChangedCallback() {
    this.tell();
  }

  tell() {
    const at = new Date(Number(this.getAttribute('at')));
    const language = this.getAttribute('lang') || undefined;
    const days = Math.round((startOfDay(new Date(Date.now() + clockOffset)) - startOfDay(at)) / 86_400_000);
    const time = at.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
    const day = days === 0 ? '' : days === 1 ? this.getAttribute('yesterday') : at.toLocaleDateString(language, { day: 'numeric', month: 'short' });
    this.textContent = day ? `${day} ${time}` : time;
    this.title = at.toLocaleString(language);
  }
}

const startOfDay = date => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
customElements.define('tieline-time', TimeOfDay);
