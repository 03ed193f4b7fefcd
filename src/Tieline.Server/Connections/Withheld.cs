namespace Tieline.Server.Connections;

/// <summary>Something of a consent that its cloud still has, and why.</summary>
/// <param name="What"><see cref="Webhook"/> or <see cref="Token"/>.</param>
/// <param name="IsPassing">The cloud may do it later: try again before what it takes is forgotten.</param>
/// <param name="Words">Of the cloud, or a kept sentence of ours; empty for a webhook whose person is not signed in any more.</param>
internal sealed record Withheld(string What, bool IsPassing, string Words)
{
    public const string Webhook = "webhook";
    public const string Token = "token";
}
