using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>/v1/webhooks: a person sees and changes only the webhooks made by that person.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/webhooks</remarks>
internal sealed class WebhookEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/webhooks", Access.AnyToken, List);
        routes.Post("/webhooks", Access.AnyToken, Create);
        routes.Get("/webhooks/{id}", Access.AnyToken, request => Reply.Ok(Find(request)));
        routes.Put("/webhooks/{id}", Access.AnyToken, Update);
        routes.Delete("/webhooks/{id}", Access.AnyToken, Delete);
    }

    private Reply List(CloudRequest request)
    {
        var owner = OwnedBy(request.Query("ownedBy"));
        return Paging.Page(request, [.. cloud.Webhooks.Of(request.Person.Id).Where(webhook => webhook.AppId == request.Token.AppId && webhook.OwnedBy == owner)], cloud.Switches.MembershipsMax);
    }

    private Reply Create(CloudRequest request)
    {
        var body = request.Body.Only("name", "targetUrl", "resource", "event", "filter", "secret", "ownedBy");
        var webhook = new Webhook
        {
            Id = cloud.NewId("WEBHOOK"),
            Name = body.OptionalText("name") ?? throw WebexFailure.BadRequest("name cannot be empty"),
            TargetUrl = TargetUrl(body),
            Resource = body.OptionalText("resource") ?? throw WebexFailure.BadRequest("resource cannot be null"),
            Event = body.OptionalText("event") ?? throw WebexFailure.BadRequest("event cannot be null"),
            Filter = body.OptionalText("filter"),
            Secret = body.OptionalText("secret"),
            OrgId = cloud.Directory.OrganizationId,
            CreatedBy = request.Person.Id,
            AppId = request.Token.AppId,
            OwnedBy = OwnedBy(body.OptionalText("ownedBy")),
            Created = cloud.Clock.Now,
        };
        Allow(request, webhook);
        if (webhook.OwnedBy != "org" && webhook.ParsedFilter.Names.FirstOrDefault(WebhookFilter.OrganizationOnly) is { } name)
        {
            throw WebexFailure.BadRequest($"invalid value for filter: {name}");
        }

        if (webhook.OwnedBy == "org" && cloud.Webhooks.All.Any(other => other.OwnedBy == "org"
            && (other.AppId, other.Resource, other.Event, other.Filter) == (webhook.AppId, webhook.Resource, webhook.Event, webhook.Filter)))
        {
            throw WebexFailure.Conflict("The organization has a webhook with this resource, event and filter already.");
        }

        if (cloud.Webhooks.Of(webhook.CreatedBy).Any(other => SamePlace(other, webhook)))
        {
            throw WebexFailure.Conflict("A webhook with this resource, event, filter and targetUrl exists already.");
        }

        cloud.Webhooks.Add(webhook);
        cloud.Changed();
        return Reply.Ok(webhook);
    }

    private Reply Update(CloudRequest request)
    {
        var webhook = Find(request);
        var body = request.Body;
        var name = body.OptionalText("name") ?? throw WebexFailure.BadRequest("name cannot be empty");
        var target = TargetUrl(body);
        if (body.OptionalText("status") is { } status && status != Webhook.Active)
        {
            throw WebexFailure.BadRequest("status can only be set to \"active\".");
        }

        var owner = body.OptionalText("ownedBy") is { } text ? OwnedBy(text) : webhook.OwnedBy;
        if (owner != webhook.OwnedBy)
        {
            Allow(request, webhook with { OwnedBy = owner });
        }

        var secret = body.OptionalText("secret");
        webhook.OwnedBy = owner;
        webhook.Name = name;
        webhook.TargetUrl = target;
        webhook.Secret = secret ?? webhook.Secret;
        webhook.Status = body.Has("status") ? Webhook.Active : webhook.Status;
        cloud.Changed();
        return Reply.Ok(webhook);
    }

    private Reply Delete(CloudRequest request)
    {
        cloud.Webhooks.Remove(Find(request));
        cloud.Changed();
        return Reply.NoContent;
    }

    private Webhook Find(CloudRequest request)
    {
        var webhook = cloud.Webhooks.Find(request.Route("id")) ?? throw WebexFailure.NotFound();
        if (webhook.CreatedBy == request.Person.Id && webhook.AppId == request.Token.AppId)
        {
            return webhook;
        }

        throw request.Http.Request.Method == "DELETE"
            ? WebexFailure.Forbidden("Failed to delete webhook.  You are not the owner of it.")
            : WebexFailure.NotFound();
    }

    private string TargetUrl(JsonBody body)
    {
        var text = body.OptionalText("targetUrl") ?? throw WebexFailure.BadRequest("targetUrl cannot be null");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && TakesPlain(address)))
            ? text
            : throw WebexFailure.BadRequest("targetUrl must be an absolute https address.");
    }

    private bool TakesPlain(Uri address) => !cloud.Switches.WebhooksNeedHttps || (cloud.Options.LoopbackWebhooks && address.IsLoopback);

    private static string OwnedBy(string? text) => text switch
    {
        null or "creator" => "creator",
        "org" => "org",
        _ => throw WebexFailure.BadRequest("ownedBy must be \"creator\" or \"org\"."),
    };

    private void Allow(CloudRequest request, Webhook webhook)
    {
        var resource = WebhookResource.Find(webhook.Resource) ?? throw WebexFailure.BadRequest($"resource \"{webhook.Resource}\" is not known.");
        if (InterestRegistration.KnownResources.ContainsValue(webhook.Resource) && cloud.Interests?.Opens(webhook.Resource, cloud.Clock.Now) != true)
        {
            throw WebexFailure.BadRequest($"resource \"{webhook.Resource}\" needs an interest registration.");
        }

        if (!resource.Has(webhook.Event))
        {
            throw WebexFailure.BadRequest($"event \"{webhook.Event}\" does not occur on {webhook.Resource}.");
        }

        var forOrganization = webhook.OwnedBy == "org";
        if (forOrganization && !resource.OfOrganization && !(webhook.Resource == CallEvents.Resource && cloud.Switches.CallWebhooksOfOrganization))
        {
            throw WebexFailure.BadRequest($"ownedBy \"org\" is not supported for {webhook.Resource}.");
        }

        var telephony = webhook.Resource.StartsWith("telephony_", StringComparison.Ordinal);
        var scopes = forOrganization || (telephony && request.Person.IsServiceApp) ? resource.Access.OfAdministrators : resource.Access.OfUsers;
        // A bot has no spark:all, but may hear everything that it sees.
        if (!scopes.Any(request.Token.Has) && !(webhook.Resource == Webhook.Firehose && request.Person.IsBot))
        {
            throw Access.Lacking(string.Join(" or ", scopes));
        }

        if (telephony && !forOrganization && !request.Person.HasCalling && !request.Person.IsServiceApp)
        {
            throw WebexFailure.BadRequest("Target user not authorized");
        }
    }

    private static bool SamePlace(Webhook one, Webhook other) =>
        (one.AppId, one.Resource, one.Event, one.Filter, one.TargetUrl, one.OwnedBy)
        == (other.AppId, other.Resource, other.Event, other.Filter, other.TargetUrl, other.OwnedBy);
}
