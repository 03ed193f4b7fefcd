namespace Tieline.Server.Connections;

/// <summary>Something of a consent that its cloud still has, and why.</summary>
/// <param name="What"><see cref="Webhook"/> or <see cref="Token"/>.</param>
/// <param name="IsPassing">The cloud does not answer now, or not as it should: try again before what it takes is forgotten.</param>
/// <param name="Words">Of the cloud, or a kept sentence of ours; empty for a webhook whose person is not signed in any more.</param>
internal sealed record Withheld(string What, bool IsPassing, string Words)
{
    /// <summary>The cloud refuses the app for now (a mistyped secret, a person shut out): once somebody has mended that it may go. Nobody may ever do so.</summary>
    public bool MayHeal { get; init; }

    /// <summary>Worth waiting for where nothing but that is left to do.</summary>
    public bool MayGoYet => IsPassing || MayHeal;

    public const string Webhook = "webhook";
    public const string Token = "token";
}
