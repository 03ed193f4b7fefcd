// The page to which Salesforce sends a sign-in pop-up back: if it is the tab that a panel opened, it has the secret of that panel's window.
const form = document.getElementById('launch');
const key = `tieline-launch-${form.elements.state.value}`;
let secret = null;
try {
  secret = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
} catch {
  // Nothing is kept for anybody here: as if it were another tab.
}

if (secret) {
  form.elements.window.value = secret;
  form.submit();
} else {
  document.querySelector('[role=status]').hidden = true;
  document.getElementById('other-window').hidden = false;
}
