namespace Tieline.Webex;

/// <summary>A webhook as the cloud keeps it.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks">Webhooks</a>.</remarks>
public sealed record Webhook
{
    /// <summary>Its id.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Where the cloud posts.</summary>
    public string? TargetUrl { get; init; }

    /// <summary>Such as <c>telephony_calls</c>.</summary>
    public string? Resource { get; init; }

    /// <summary>Such as <c>created</c>, or <c>all</c>.</summary>
    public string? Event { get; init; }

    /// <summary>Conditions joined by <c>&amp;</c>; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>The key of its signatures, given back by the cloud to its owner.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it still posts.</summary>
    public WebhookStatus Status { get; init; }

    /// <summary><c>creator</c> or <c>org</c>.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"Webhook {Id} {Resource} {Event} {Status}";
}

/// <summary>A webhook to be made.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="TargetUrl">Where the cloud shall post.</param>
/// <param name="Resource">Such as <c>telephony_calls</c>.</param>
/// <param name="Event">Such as <c>created</c>, or <c>all</c>.</param>
/// <param name="Secret">The key of its signatures; without one nothing is signed.</param>
/// <param name="Filter">Conditions joined by <c>&amp;</c>.</param>
/// <param name="OwnedBy"><c>org</c> for an organization's webhook; refused for <c>telephony_calls</c>.</param>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/create-a-webhook">Create a webhook</a>.</remarks>
public sealed record NewWebhook(string Name, string TargetUrl, string Resource, string Event, string? Secret = null, string? Filter = null, string? OwnedBy = null)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"NewWebhook {Resource} {Event}";
}

/// <summary>A change of a webhook: name and target must be given again, also when they stay.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="TargetUrl">Where the cloud shall post.</param>
/// <param name="Secret">A new key; null keeps the old one.</param>
/// <param name="Status"><see cref="WebhookStatus.Active"/> switches on; the cloud accepts no other.</param>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks/update-a-webhook">Update a webhook</a>.</remarks>
public sealed record WebhookChange(string Name, string TargetUrl, string? Secret = null, WebhookStatus? Status = null)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"WebhookChange {Status}";
}
