import TielineAction from 'c/tielineAction';

/** The record action "Make a Call". */
export default class WebexMakeACall extends TielineAction {}
