import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import WebexAdministration from 'c/webexAdministration';
import WebexCreateASpace from 'c/webexCreateASpace';
import WebexHome from 'c/webexHome';
import WebexMakeACall from 'c/webexMakeACall';
import WebexMeetings from 'c/webexMeetings';
import WebexMeetingsCalendar from 'c/webexMeetingsCalendar';
import WebexScheduleAMeeting from 'c/webexScheduleAMeeting';
import WebexSoftphone from 'c/webexSoftphone';
import WebexSpaces from 'c/webexSpaces';
import WebexWebinars from 'c/webexWebinars';

const components = {
    webexAdministration: WebexAdministration,
    webexCreateASpace: WebexCreateASpace,
    webexHome: WebexHome,
    webexMakeACall: WebexMakeACall,
    webexMeetings: WebexMeetings,
    webexMeetingsCalendar: WebexMeetingsCalendar,
    webexScheduleAMeeting: WebexScheduleAMeeting,
    webexSoftphone: WebexSoftphone,
    webexSpaces: WebexSpaces,
    webexWebinars: WebexWebinars,
};

export { page } from './page.js';
export const names = Object.keys(components);

/** Puts a component into a place of the page. */
export function show(name, place, properties = {}) {
    const element = createElement(`c-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, { is: components[name] });
    Object.assign(element, properties);
    place.append(element);
    return element;
}
