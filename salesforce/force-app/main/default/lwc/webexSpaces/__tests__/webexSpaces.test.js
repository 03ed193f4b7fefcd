import { createElement } from 'lwc';
import WebexAdministration from 'c/webexAdministration';
import WebexHome from 'c/webexHome';
import WebexMeetings from 'c/webexMeetings';
import WebexSpaces from 'c/webexSpaces';
import WebexWebinars from 'c/webexWebinars';

describe.each([
    ['spaces', 480, WebexSpaces],
    ['meetings', 420, WebexMeetings],
    ['home', 220, WebexHome],
    ['webinars', 480, WebexWebinars],
    ['administration', 820, WebexAdministration],
])('the component of the panel %s', (name, height, component) => {
    it('frames it at its own height, or at that of the page builder', async () => {
        const element = createElement('c-a-place', { is: component });
        document.body.appendChild(element);
        const panel = element.shadowRoot.querySelector('c-tieline-panel');
        expect([panel.panel, panel.height]).toEqual([name, height]);
        element.height = 600;
        await Promise.resolve();
        expect(panel.height).toBe(600);
        document.body.removeChild(element);
    });
});
