// A row of tabs is one stop of the Tab key; the arrows, Home and End go along it.
const steps = { ArrowRight: 1, ArrowLeft: -1 };

document.addEventListener('keydown', event => {
  const tab = event.target.closest?.('[role=tab]');
  if (!tab || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }

  const tabs = [...tab.closest('[role=tablist]').querySelectorAll('[role=tab]')];
  const next = event.key in steps ? (tabs.indexOf(tab) + steps[event.key] + tabs.length) % tabs.length
    : event.key === 'Home' ? 0
    : event.key === 'End' ? tabs.length - 1
    : null;
  if (next !== null) {
    event.preventDefault();
    tabs[next].focus();
    tabs[next].click();
  }
});
