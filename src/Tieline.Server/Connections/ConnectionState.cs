namespace Tieline.Server.Connections;

/// <summary>How it stands with one identity's connection to one cloud.</summary>
public enum ConnectionState
{
    /// <summary>Nobody has signed in, or he signed out.</summary>
    Unlinked,

    /// <summary>Works as far as we know.</summary>
    Linked,

    /// <summary>The cloud takes our tokens no more: somebody must sign in again.</summary>
    NeedsAttention,
}

/// <param name="Reason">A sentence for the admin; empty while all is well.</param>
public sealed record ConnectionStatus(ConnectionState State, string Reason)
{
    /// <summary>It needs attention, but the consent itself was not refused: once the app, the org or this server is mended it works again, and nobody signs in anew.</summary>
    public bool MayHeal { get; init; }

    public static readonly ConnectionStatus Unlinked = new(ConnectionState.Unlinked, "");
}
