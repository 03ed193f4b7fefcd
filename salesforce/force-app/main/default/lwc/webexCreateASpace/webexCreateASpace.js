import TielineAction from 'c/tielineAction';

/** The record action "Create a Space". */
export default class WebexCreateASpace extends TielineAction {}
