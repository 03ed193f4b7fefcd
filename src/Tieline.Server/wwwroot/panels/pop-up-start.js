// The first page of a sign-in pop-up: asks the panel that opened it where to go. Only a page of our own origin is listened to, and what it says stays in
// this tab: signed-in.js finds it there when Salesforce sends the tab back. From then on nobody needs window.opener.
const patience = 15_000;

function lost() {
  document.getElementById('wait').hidden = true;
  document.getElementById('lost').hidden = false;
}

addEventListener('message', event => {
  if (event.source !== window.opener || event.origin !== location.origin || event.data?.tieline !== 'launch') {
    return;
  }

  try {
    sessionStorage.setItem(`tieline-launch-${event.data.state}`, event.data.window);
  } catch {
    lost(); // A browser that keeps nothing for anybody: without that the way back cannot be told from a stranger's.
    return;
  }

  location.replace(event.data.url);
});

if (window.opener) {
  window.opener.postMessage({ tieline: 'launch-ready' }, location.origin);
  setTimeout(lost, patience);
} else {
  lost();
}
