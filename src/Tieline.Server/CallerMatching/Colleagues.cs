using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.CallerMatching;

/// <summary>A colleague whom no number leads to: Webex tells the person's e-mail, Salesforce the user who has it.</summary>
internal sealed partial class Colleagues(CloudClients clouds, ILogger<Colleagues> logger)
{
    private const int Score = 90;

    /// <summary>The colleague's user, or <paramref name="otherwise"/>.</summary>
    public async Task<CallerMatch> FindAsync(AskerView view, CallerNumber caller, CallerMatch otherwise, CancellationToken cancellationToken)
    {
        if (await EmailAsync(view.Asker, caller.PersonId!, cancellationToken) is not { } email)
        {
            return otherwise;
        }

        // Sandboxes put .invalid behind every address.
        var users = await view.WhereAsync("User", Soql.Of($"Email IN {new[] { email, email + ".invalid" }}"), 5, cancellationToken);
        var candidates = users.Select(user => new CallerCandidate(user.RecordId, "User", user.Name, user.Detail, null, null, email, "Email", Score, "MatchedColleague")).ToList();
        return candidates.Count == 0 ? otherwise : otherwise with { Candidates = candidates, Kind = Scoring.KindOf(candidates) };
    }

    private async Task<string?> EmailAsync(Asker asker, string personId, CancellationToken cancellationToken)
    {
        if (asker.PersonId is null || await clouds.WebexAsPersonAsync(asker.TenantId, asker.PersonId, cancellationToken) is not { } webex)
        {
            return null;
        }

        try
        {
            return (await webex.People.GetAsync(personId, callingData: false, cancellationToken))?.Emails.FirstOrDefault();
        }
        catch (WebexException problem)
        {
            Log.Unknown(logger, personId, problem.Kind, problem.TrackingId);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Webex does not say who {PersonId} is ({Kind}, tracking id {TrackingId}).")]
        public static partial void Unknown(ILogger logger, string personId, WebexErrorKind kind, string? trackingId);
    }
}
