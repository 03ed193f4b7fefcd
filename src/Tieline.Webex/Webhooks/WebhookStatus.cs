using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Whether the cloud still posts to a webhook. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/webhooks">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<WebhookStatus>))]
public readonly record struct WebhookStatus(string Value) : IOpenWord<WebhookStatus>
{
    /// <summary>It posts.</summary>
    public static WebhookStatus Active => new("active");

    /// <summary>Switched off, by 100 failures within five minutes; only an update with <see cref="Active"/> switches it on again.</summary>
    public static WebhookStatus Inactive => new("inactive");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static WebhookStatus Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
