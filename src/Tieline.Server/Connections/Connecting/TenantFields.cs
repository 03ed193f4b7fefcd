using System.Net;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Pure: what a tenant's fields may hold, with the sentence that says so to whoever sent another.</summary>
internal static class TenantFields
{
    public const string Name = "Give the tenant a name of 1 to 100 characters.";
    public const string Country = "Give the two letters of a country, for example US or DK.";
    public const string NoOrigins = "Name the origins whose pages show the panels, for example https://example.lightning.force.com.";
    public const string Origins = "Each origin is scheme, host and port only, https, or http on this machine.";
    public const string Login = "Give https://login.salesforce.com, https://test.salesforce.com or the org's My Domain.";
    public const string ConsumerKey = "Copy the consumer key of the external client app.";
    public const string ConsumerSecret = "Copy the consumer secret of the external client app.";
    public const string User = "Give the Salesforce user name of the integration user, which looks like an e-mail address.";
    public const string ApiBase = "Give https://webexapis.com/v1.";
    public const string ClientId = "Copy the client id of the Webex integration.";
    public const string ClientSecret = "Copy the client secret of the Webex integration.";
    public const string AppClientId = "Copy the client id of the Webex Service App.";
    public const string AppClientSecret = "Copy the client secret of the Webex Service App.";
    public const string Way = "The way is WebServer, JwtBearer or ClientCredentials.";

    private const int MostOrigins = 20;

    public static bool IsText(string? text, int longest = 500) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    public static bool IsName(string? text) => IsText(text, 100);

    public static bool IsCountry(string? text) => text is { Length: 2 } && text.All(char.IsAsciiLetter);

    public static bool IsUserName(string? text) => IsText(text, 80) && text!.Contains('@', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);

    public static bool AreOrigins(IReadOnlyCollection<string>? origins) => origins is { Count: > 0 and <= MostOrigins };

    public static bool IsOrigin(string? text) => IsAddress(text) && new Uri(text!).GetLeftPart(UriPartial.Authority) == text!.TrimEnd('/');

    /// <summary>Secrets go there: in clear over the network only to this very machine.</summary>
    public static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Query.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)))));

    /// <summary>Where one signs in: people copy all sorts of addresses of their org.</summary>
    public static string LoginOf(string address) => MyDomain.Read(address)?.Login ?? new Uri(address).GetLeftPart(UriPartial.Authority);
}
