namespace Tieline.Server.Connections.Connecting;

/// <summary>Why Webex did not let us in. The sentence that says so, and who mends it, is the text <c>Refusal.Webex.{name}</c>.</summary>
internal enum WebexRefusal
{
    Unknown,
    Denied,
    WrongKey,
    WrongSecret,
    CallbackMissing,
    ProofMismatch,
    CodeExpired,
    MissingScope,
    NotAllowed,
    NotAuthorized,
    TokenEnded,
    PersonalTokenEnded,
    TokenRefused,
    NoCalling,
}

/// <summary>Pure: reads a refusal from what Webex said; its words are sentences for people, and not the same everywhere.</summary>
internal static class WebexRefusals
{
    // Looked for in this order in word and sentence together.
    private static readonly (string Words, WebexRefusal Refusal)[] Table =
    [
        ("administrator does not allow", WebexRefusal.NotAllowed),
        ("not allow this integration", WebexRefusal.NotAllowed),
        ("not authorized for the organization", WebexRefusal.NotAuthorized),
        ("personal access token", WebexRefusal.PersonalTokenEnded),
        ("client_id or client_secret", WebexRefusal.WrongSecret),
        ("invalid_client", WebexRefusal.WrongSecret),
        ("redirect_uri does not match", WebexRefusal.CallbackMissing),
        ("redirect_uri_mismatch", WebexRefusal.CallbackMissing),
        ("client_id is not", WebexRefusal.WrongKey),
        ("code_verifier", WebexRefusal.ProofMismatch),
        ("authorization code", WebexRefusal.CodeExpired),
        ("refresh token", WebexRefusal.TokenEnded),
        ("invalid_scope", WebexRefusal.MissingScope),
        ("missing required scopes", WebexRefusal.MissingScope),
        ("Target user not authorized", WebexRefusal.NoCalling),
        ("valid access token", WebexRefusal.TokenRefused),
        ("access_denied", WebexRefusal.Denied),
    ];

    public static WebexRefusal Read(string? code, string? words)
    {
        var said = $"{code} {words}";
        return Table.FirstOrDefault(row => said.Contains(row.Words, StringComparison.OrdinalIgnoreCase)).Refusal;
    }
}
