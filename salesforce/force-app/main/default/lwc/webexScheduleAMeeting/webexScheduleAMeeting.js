import TielineAction from 'c/tielineAction';

/** The record action "Schedule a Meeting". */
export default class WebexScheduleAMeeting extends TielineAction {}
