import TielineUtility from 'c/tielineUtility';

/** The meetings calendar. */
export default class WebexMeetingsCalendar extends TielineUtility {}
