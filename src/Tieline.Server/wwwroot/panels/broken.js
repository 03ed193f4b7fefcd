// A circuit that failed tells nobody but the element #blazor-error-ui, which it makes visible: its reconnection handler is not called.

/** Calls the listener once, when the circuit is beyond recovery. */
export function whenBroken(listener) {
  const sign = document.getElementById('blazor-error-ui');
  const observer = new MutationObserver(() => {
    if (sign.style.display === 'block') {
      observer.disconnect();
      listener();
    }
  });
  observer.observe(sign, { attributes: true, attributeFilter: ['style'] });
}
