using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Asks people to a meeting.</summary>
internal static class Inviting
{
    public static Invitee Add(MeetingSeries series, Person host, JsonBody body)
    {
        var email = body.Text("email");
        if (string.Equals(email, host.Email, StringComparison.OrdinalIgnoreCase))
        {
            throw WebexFailure.BadRequest("The host of a meeting cannot be an invitee.");
        }

        if (series.Invited(email) is not null)
        {
            throw WebexFailure.Conflict($"{email} is an invitee of the meeting already.");
        }

        if (series.Invitees.Count >= MeetingShapes.MostInvitees)
        {
            throw WebexFailure.BadRequest($"A meeting has at most {MeetingShapes.MostInvitees} invitees.");
        }

        var invitee = Read(body, email, series.NextInvitee++);
        series.Invitees.Add(invitee);
        return invitee;
    }

    public static Invitee Read(JsonBody body, string email, long number) => new()
    {
        Number = number, Email = email, DisplayName = body.OptionalText("displayName") ?? email, CoHost = body.Flag("coHost"), Panelist = body.Flag("panelist"),
    };
}
