namespace Tieline.Server.Connections.Tokens;

/// <summary>Refreshes the tokens of one consent; one at a time in the whole cluster. Its key is <see cref="GrantKey"/>'s text. Tokens do not travel through it.</summary>
internal interface ITokenGrain : IGrainWithStringKey
{
    // Longer than a request to a sign-in server takes at most (CloudClients.Timeout), so that a silent one is told as what it is.
    /// <summary>Refreshes, unless the stored tokens are no longer those of <paramref name="refusedVersion"/>. Afterwards read the store.</summary>
    [ResponseTimeout("00:00:20")]
    Task<TokenRefresh> RefreshAsync(long refusedVersion);
}

/// <summary>What became of a refresh.</summary>
internal enum TokenRefresh
{
    /// <summary>The store holds other tokens than the refused ones.</summary>
    Renewed,

    /// <summary>There is no consent, or the cloud takes it no more: somebody must sign in.</summary>
    SignInNeeded,

    /// <summary>The cloud refuses the app or this server, not the consent: when that is mended the next need succeeds.</summary>
    Refused,

    /// <summary>The cloud did not answer: try later.</summary>
    TryLater,
}
