import { api } from 'lwc';
import TielineUtility from 'c/tielineUtility';

/** The meetings calendar: an item of the utility bar, or on a page. */
export default class WebexMeetingsCalendar extends TielineUtility {
    @api height = 480;
}
