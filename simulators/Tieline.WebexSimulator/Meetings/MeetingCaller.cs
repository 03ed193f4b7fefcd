using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>For whom a request to the meetings paths acts, and how far that one's right goes.</summary>
internal sealed record MeetingCaller(Person Person, bool WholeOrganization, string ClientId, TimeZoneInfo Zone, string? Password)
{
    /// <summary>
    /// The caller, or the host whom an administrator names: <c>hostEmail</c> counts only with the administrator's scope.
    /// </summary>
    public static MeetingCaller Of(CloudRequest request, WebexCloud cloud, Access access, string? hostEmail = null)
    {
        hostEmail ??= request.Query("hostEmail") ?? request.Header("hostEmail");
        var (user, admin) = (access.Scopes[0], access.Scopes.Length > 1 ? access.Scopes[1] : null);
        var isAdmin = admin is not null && request.Token.Has(admin);
        var person = isAdmin && hostEmail is not null
            ? cloud.Directory.FindByEmail(hostEmail) ?? throw WebexFailure.NotFound()
            : request.Person;
        if (!request.Token.Has(user) && hostEmail is null && user.EndsWith("_write", StringComparison.Ordinal) && !IsOfficer(admin))
        {
            throw WebexFailure.BadRequest("hostEmail is required with an administrator's scope.");
        }

        return new MeetingCaller(person, isAdmin && hostEmail is null, request.Token.AppId, MeetingTime.Wanted(request), request.Header("password"));
    }

    private static bool IsOfficer(string? scope) => scope?.StartsWith("spark-compliance:", StringComparison.Ordinal) ?? false;

    public bool Hosts(MeetingSeries series) => series.HostId == Person.Id;

    public bool Leads(MeetingSeries series) => Hosts(series) || (!series.HostLeft && series.Invited(Person.Email) is { CoHost: true });

    public bool TakesPart(MeetingSeries series) => Hosts(series) || (!series.HostLeft && series.Invited(Person.Email) is not null);

    /// <summary>What somebody is told who does not lead the meeting: who takes part knows of it, to anybody else it does not exist.</summary>
    public WebexFailure Refusal(MeetingSeries series) => TakesPart(series) ? HostOnly() : WebexFailure.NotFound();

    public static WebexFailure HostOnly() => WebexFailure.Forbidden("Only the host of the meeting may do this.");
}
