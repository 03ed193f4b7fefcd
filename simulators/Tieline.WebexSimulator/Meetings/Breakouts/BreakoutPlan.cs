using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Breakouts;

/// <summary>The breakout sessions planned for a series, and for those occurrences that have their own.</summary>
internal static class BreakoutPlan
{
    public const int MostSessions = 100;
    private const string WholeSeries = "";

    public static readonly Shape Sessions = Shape.List(Shape.Object(new Dictionary<string, Shape>
    {
        ["name"] = Shape.Text(128, 1), ["invitees"] = Shape.List(Shape.Email, MeetingShapes.MostInvitees),
    }, "name"), MostSessions);

    public static List<BreakoutSession> Of(MeetingSeries series, string? occurrence) =>
        series.Breakouts.GetValueOrDefault(occurrence ?? WholeSeries) ?? series.Breakouts.GetValueOrDefault(WholeSeries) ?? [];

    public static void Set(MeetingSeries series, string? occurrence, List<BreakoutSession> sessions) => series.Breakouts[occurrence ?? WholeSeries] = sessions;

    /// <summary>What a body plans, its shape being checked already.</summary>
    public static List<BreakoutSession> Read(JsonBody body, string name, JsonObject settings, int seed, string meetingId)
    {
        var items = body.OptionalObjects(name) ?? [];
        if (items.Length > 0 && settings["simultaneousInterpretation"]?["enabled"]?.GetValue<bool>() is true)
        {
            throw WebexFailure.BadRequest("Breakout sessions are not supported for a meeting with simultaneous interpretation.");
        }

        var sessions = items.Select((item, index) => new BreakoutSession(HydraId.Drawn(seed, $"{meetingId} breakout {index}").ToString("N"), item.Text("name"), item.OptionalTexts("invitees") ?? [])).ToList();
        return sessions.SelectMany(session => session.Invitees).GroupBy(email => email, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw WebexFailure.BadRequest($"{twice.Key} cannot be assigned to more than one breakout session.")
            : sessions;
    }
}
