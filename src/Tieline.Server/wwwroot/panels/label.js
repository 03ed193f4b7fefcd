// <tieline-label text>: the words beside the panel's icon in the host's utility bar.
// Rendered like everything else, so a line that broke for a while leaves no old label behind.
import { post } from './bridge.js';

const longest = 80;

class Label extends HTMLElement {
  static observedAttributes = ['text'];

  attributeChangedCallback(name, before, after) {
    if (after && after !== before) {
      post('setLabel', { text: after.slice(0, longest) });
    }
  }
}

customElements.define('tieline-label', Label);
