namespace Tieline.WebexSimulator.OAuth;

/// <summary>A device without a keyboard that waits for somebody to let it in on another screen.</summary>
internal sealed record DeviceRequest(string DeviceCode, string UserCode, string ClientId, string[] Scopes, DateTimeOffset Expires)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Who has consented.</summary>
    public string? PersonId { get; set; }

    public bool Denied { get; set; }
}
