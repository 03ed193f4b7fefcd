using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What must hold between the fields of a meeting.</summary>
internal static class MeetingRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = new(23, 59, 0);

    /// <summary>Start and length, cut to whole minutes.</summary>
    public static (DateTimeOffset Start, TimeSpan Length) Times(JsonBody body, TimeZoneInfo zone, DateTimeOffset now, (DateTimeOffset Start, DateTimeOffset End)? usual)
    {
        var start = Minute(Time(body, "start", zone, usual?.Start));
        var end = Minute(Time(body, "end", zone, usual?.End));
        if (start < Minute(now) || end <= now)
        {
            throw WebexFailure.BadRequest("Parameter 'start' or 'end' is before current time.");
        }

        if (start >= now.AddYears(10))
        {
            throw WebexFailure.BadRequest("start must lie within the next 10 years.");
        }

        return end - start >= Shortest && end - start <= Longest
            ? (start, end - start)
            : throw WebexFailure.BadRequest("The meeting must last from 10 minutes to 23 hours and 59 minutes.");
    }

    public static void Check(JsonObject settings, bool webinar)
    {
        var minutes = settings["joinBeforeHostMinutes"]!.GetValue<double>();
        if (!(webinar ? [0, 15, 30, 45, 60] : (double[])[0, 5, 10, 15]).Contains(minutes))
        {
            throw WebexFailure.BadRequest("joinBeforeHostMinutes must be 0, 5, 10 or 15 for a meeting and 0, 15, 30, 45 or 60 for a webinar.");
        }

        var session = (int)settings["sessionTypeId"]!.GetValue<double>();
        if (MeetingSite.FindSession(session) is not { } type || type.IsWebinar != webinar)
        {
            throw WebexFailure.BadRequest("sessionTypeId does not fit the scheduledType.");
        }

        if (settings["enabledLiveStream"]?.GetValue<bool>() is true && settings["liveStream"] is null)
        {
            throw WebexFailure.BadRequest("liveStream is required when enabledLiveStream is true.");
        }

        _ = MeetingTime.Zone(settings["timezone"]!.GetValue<string>(), "timezone");
        if (settings["recurrence"]?.GetValue<string>() is { Length: > 0 } rule)
        {
            _ = Recurrence.Parse(rule);
        }
    }

    /// <summary>Refuses a session type that the host may not schedule.</summary>
    public static void CheckSession(JsonObject settings, IEnumerable<SessionType> allowed)
    {
        var session = $"{(int)settings["sessionTypeId"]!.GetValue<double>()}";
        if (!allowed.Any(type => type.Id == session))
        {
            throw WebexFailure.Forbidden($"The host may not schedule the session type {session}.");
        }
    }

    public static DateTimeOffset Minute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static DateTimeOffset Time(JsonBody body, string name, TimeZoneInfo zone, DateTimeOffset? usual) =>
        body.OptionalText(name) is { } text ? MeetingTime.Read(text, zone, name) : usual ?? throw WebexFailure.BadRequest($"{name} is required and cannot be empty.");
}
