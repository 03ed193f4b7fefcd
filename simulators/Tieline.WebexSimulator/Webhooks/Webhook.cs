using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>A registered webhook.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/webhooks</remarks>
internal sealed record Webhook
{
    public const string Active = "active";
    public const string Inactive = "inactive";

    /// <summary>The resource that stands for rooms, memberships and messages together.</summary>
    public const string Firehose = "all";

    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string TargetUrl { get; set; }

    public required string Resource { get; init; }

    public required string Event { get; init; }

    public string? Filter { get; init; }

    public string? Secret { get; set; }

    public required string OrgId { get; init; }

    public required string CreatedBy { get; init; }

    public required string AppId { get; init; }

    public string OwnedBy { get; set; } = "creator";

    public string Status { get; set; } = Active;

    public required DateTimeOffset Created { get; init; }

    /// <summary>Removed by its maker: what was still to be posted to it is not.</summary>
    [JsonIgnore]
    public bool Deleted { get; set; }

    /// <summary>The failing deliveries that count towards switching the webhook off.</summary>
    [JsonIgnore]
    public FailureCount Failures { get; } = new();

    [JsonIgnore]
    public WebhookFilter ParsedFilter => field ??= WebhookFilter.Parse(Resource, Filter);

    public bool Wants(string resource, string happening) =>
        Status == Active && (Event == happening || (Event == "all" && WebhookResource.Changes.Contains(happening)))
        && (Resource == resource || (Resource == Firehose && resource is "rooms" or "memberships" or "messages"));
}
