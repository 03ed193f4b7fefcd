using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The hours at which users of a profile may sign in, as an administrator sets them on the profile's page.</summary>
internal static class LoginDoors
{
    public sealed record HoursRequest(string? Profile, string[]? Days, TimeOnly? From, TimeOnly? To);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/loginhours", (HoursRequest request, SalesforceOrg org) => Put(org, request));
        control.MapGet("/loginhours", (SalesforceOrg org) => Tell(org));
        control.MapDelete("/loginhours", (SalesforceOrg org) =>
        {
            org.LoginHours = [];
            org.Touch();
            return Results.NoContent();
        });
    }

    private static IResult Put(SalesforceOrg org, HoursRequest request)
    {
        if (request is not { Profile: { } profile, Days: { Length: > 0 } names, From: { } from, To: { } to }) return PeopleDoors.Problem("""Say which profile, days and times: {"profile":"Standard User","days":["Monday"],"from":"08:00","to":"18:00"}""");
        var days = Enum.GetValues<DayOfWeek>().Where(day => names.Contains(day.ToString())).ToList();
        if (days.Count < names.Distinct().Count()) return PeopleDoors.Problem("days are Sunday to Saturday");
        if (from > to) return PeopleDoors.Problem("from lies before to, on the same day");
        if (org.Run(() => org.Records.Rows("Profile").All(p => p.Text("Name") != profile))) return PeopleDoors.Problem($"There is no profile called {profile}");
        org.LoginHours = [.. org.LoginHours.Where(h => h.Profile != profile || !days.Contains(h.Day)), .. days.Select(day => new LoginHours(profile, day, from, to))];
        org.Touch();
        return Results.Json(Tell(org));
    }

    private static object Tell(SalesforceOrg org) => new { loginHours = org.LoginHours.Select(h => new { profile = h.Profile, day = h.Day.ToString(), from = h.From, to = h.To }) };
}
