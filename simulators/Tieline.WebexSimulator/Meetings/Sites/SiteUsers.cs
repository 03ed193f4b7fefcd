using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>Finds the user whom an administrator names; the id goes before the e-mail.</summary>
internal static class SiteUsers
{
    public static Person Named(WebexCloud cloud, string? personId, string? email)
    {
        if (personId is null && email is null)
        {
            throw WebexFailure.BadRequest("At least one of personId and email must be given.");
        }

        return (personId is null ? cloud.Directory.FindByEmail(email!) : cloud.Directory.Find(personId)) is { IsHuman: true } person ? person : throw WebexFailure.NotFound();
    }
}
