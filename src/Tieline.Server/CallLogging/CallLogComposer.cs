using System.Globalization;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Pure: what the Task of a call says, from the call, what the agent typed, who the caller was found to be, and the org's words.</summary>
public static class CallLogComposer
{
    private const string LeadPrefix = "00Q";

    /// <param name="zone">The agent's time zone, in which the call's day is reckoned; UTC when not known.</param>
    public static CallLogFields Compose(CallView call, CallLogDraft draft, CallLogMatch match, Agent agent, OrgTaskWords words, TimeZoneInfo? zone)
    {
        var texts = Texts.For(agent.Language);
        var byAgent = draft.LinkedBy == LinkedBy.Agent;
        var who = byAgent ? draft.WhoId : match.WhoId;
        var what = byAgent ? draft.WhatId : match.WhatId;
        var name = byAgent ? draft.WhoName ?? draft.WhatName ?? match.Shown : match.Shown;
        return new CallLogFields(
            new CallLogKey(call.CallSessionId, call.PersonId).ToString(),
            CallLogText.Cut(Filled(draft.Subject) ?? SubjectOf(call, Filled(name) ?? Unnamed(call, texts), texts), words.SubjectLength),
            call.IsOver ? words.Closed : words.Open,
            words.Priority, words.Type,
            CallLogRules.CallType(call.Direction),
            SecondsOf(call),
            (Filled(draft.Disposition) ?? CallLogRules.Disposition(call.Outcome)) is { } disposition ? CallLogText.Cut(disposition, words.DispositionLength) : null,
            DayOf(call.StartedAt, zone),
            agent.SalesforceUserId,
            Filled(who),
            who?.StartsWith(LeadPrefix, StringComparison.Ordinal) == true ? null : Filled(what), // Salesforce refuses a lead together with another record.
            draft.Notes, LinesOf(call, texts), words.DescriptionLength);
    }

    private static string SubjectOf(CallView call, string name, Texts texts) => call.Outcome switch
    {
        CallOutcome.Missed => texts["LogMissedFrom", name],
        CallOutcome.Rejected => texts["LogRejectedFrom", name],
        CallOutcome.Forwarded => texts["LogForwardedFrom", name],
        CallOutcome.NotReached => texts["LogNotReached", name],
        _ => call.IsIncoming ? texts["LogCallFrom", name] : texts["LogCallTo", name],
    };

    private static string Unnamed(CallView call, Texts texts) =>
        call.Remote.Name ?? call.Remote.Number ?? texts[call.Remote.IsPrivate ? "LogWithheldNumber" : "LogUnknownNumber"];

    private static int? SecondsOf(CallView call) =>
        call is { IsOver: true, AnsweredAt: not null, TalkTime: { } talk } ? (int)Math.Min(int.MaxValue, talk.TotalSeconds) : null;

    private static string DayOf(DateTimeOffset time, TimeZoneInfo? zone) =>
        (zone is null ? time.UtcDateTime : TimeZoneInfo.ConvertTime(time, zone).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<CallLogLine> LinesOf(CallView call, Texts texts)
    {
        var lines = new List<CallLogLine>();
        Add("LogLineNumber", call.Remote.Number ?? (call.Remote.IsPrivate ? texts["LogWithheldNumber"] : null));
        Add("LogLineResult", call.Outcome is { } outcome ? texts["Outcome" + outcome] : null);
        Add("LogLineTalkTime", call is { IsOver: true, TalkTime: { } talk } ? talk.ToString(talk.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture) : null);
        Add("LogLineRemark", call is { IsOver: true, IsApproximate: true } ? texts[call.TalkTime is null ? "LogLengthUnknown" : "LogApproximate"] : null);
        return lines;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                lines.Add(new CallLogLine(texts[name], value));
            }
        }
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
