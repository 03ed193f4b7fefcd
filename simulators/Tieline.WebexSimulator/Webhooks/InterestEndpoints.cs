using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>/v1/telephony/webhookInterestRegistrations: opens further telephony resources to webhooks.</summary>
/// <remarks>In no published OpenAPI document; written from the portal's newer pages.</remarks>
internal sealed class InterestEndpoints(WebexCloud cloud)
{
    private const string Path = "/telephony/webhookInterestRegistrations";

    public void Map(CloudRoutes routes)
    {
        routes.Post(Path, Access.InterestRegistrations, Register);
        routes.Get(Path, Access.InterestRegistrations, _ => cloud.Interests is { } known && known.Expires > cloud.Clock.Now
            ? Reply.Ok(new { interests = known.Resources.Select(resource => (object)new { resource }).Concat(known.Actors.Select(actor => new { actor })), known.Duration })
            : throw WebexFailure.NotFound());
        routes.Delete(Path, Access.InterestRegistrations, _ => Keep(null));
    }

    private Reply Register(CloudRequest request)
    {
        var body = request.Body.Only("interests", "duration");
        var interests = body.OptionalObjects("interests") ?? [];
        string[] Named(string field, IEnumerable<string> known) =>
            [.. interests.Select(interest => interest.OptionalWord(field, [.. known])).OfType<string>().Distinct()];
        if (interests.Length == 0 || interests.Any(interest => interest.Only("resource", "actor").Has("resource") == interest.Has("actor")))
        {
            throw WebexFailure.BadRequest("interests must hold objects with either a resource or an actor.");
        }

        var (resources, actors) = (Named("resource", InterestRegistration.KnownResources.Keys), Named("actor", InterestRegistration.KnownActors));
        var days = body.OptionalCount("duration") ?? InterestRegistration.UsualDays;
        return days is > 0 and <= 3650
            ? Keep(new InterestRegistration(resources, actors, days, cloud.Clock.Now.AddDays(days)))
            : throw WebexFailure.BadRequest("duration must be a number of days.");
    }

    private Reply Keep(InterestRegistration? registration)
    {
        cloud.Interests = registration;
        cloud.Changed();
        return Reply.NoContent;
    }
}
