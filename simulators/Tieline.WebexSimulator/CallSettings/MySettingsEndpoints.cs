using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>/v1/telephony/config/people/me: what a person is told of the own line, and the settings of it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-settings-for-me</remarks>
internal sealed class MySettingsEndpoints(WebexCloud cloud)
{
    private const string Root = "/telephony/config/people/me";

    /// <summary>Of the vendor's list those that have an effect here.</summary>
    private static readonly string[] Services =
    [
        "Call Forwarding Always", "Call Forwarding Busy", "Call Forwarding No Answer", "Calling Line ID Delivery Blocking", "Voice Messaging User",
        "Directed Call Pickup", "Directed Call Pickup with Barge-in", "Basic Call Logs", "Call Transfer", "N-Way Call",
        "Connected Line Identification Restriction", "Call Recording",
    ];

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, Access.MySettingsRead, request => Reply.Ok(ProfileView.Of(request.Person, cloud)));
        routes.Get(Root + "/endpoints", Access.MySettingsRead, request => Reply.Ok(new { endpoints = request.Person.Endpoints.Select(endpoint => View(endpoint, request.Person)) }));
        routes.Get(Root + "/endpoints/{endpointId}", Access.MySettingsRead, request =>
            Reply.Ok(View(request.Person.Find(request.Route("endpointId")) ?? throw WebexFailure.NotFound(), request.Person)));
        routes.Get(Root + "/settings/services", Access.MySettingsRead, _ => Reply.Ok(new { services = Services }));
        foreach (var page in SettingsPages.All)
        {
            routes.Get($"{Root}/settings/{page.Name}", page.Read, request => Reply.Ok(page.Of(request.Person)));
            routes.Put($"{Root}/settings/{page.Name}", page.Write, request =>
            {
                page.Put(request.Person, request.Body.Root, cloud);
                cloud.Changed();
                return Reply.NoContent;
            });
        }
    }

    private static object View(Endpoint endpoint, Person owner) => new
    {
        endpoint.Id, type = endpoint.Type == Endpoint.Device ? "CALLING_DEVICE" : "APPLICATION", endpoint.Name,
        autoAndForcedAnswerEnabled = endpoint.RemoteAnswer, ownerId = owner.Id, ownerType = "PEOPLE",
    };
}
