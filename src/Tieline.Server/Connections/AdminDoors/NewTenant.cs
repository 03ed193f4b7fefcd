using System.Net;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>What an admin sends to make a tenant.</summary>
internal sealed record NewTenant(string? Name, string? DefaultCountry, IReadOnlyList<string>? HostOrigins, NewTenant.SalesforcePart? Salesforce, NewTenant.WebexPart? Webex)
{
    internal sealed record SalesforcePart(string? LoginUrl, string? ConsumerKey, string? ConsumerSecret);

    internal sealed record WebexPart(string? ApiBase, string? ClientId, string? ClientSecret);

    /// <summary>What is wrong, by field; empty when all is well.</summary>
    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        void Need(bool isGood, string field, string sentence)
        {
            if (!isGood)
            {
                problems[field] = [sentence];
            }
        }

        Need(IsText(Name, 100), "name", "Give the tenant a name of 1 to 100 characters.");
        Need(DefaultCountry is { Length: 2 } && DefaultCountry.All(char.IsAsciiLetter), "defaultCountry", "Give the two letters of a country, for example US or DK.");
        Need(HostOrigins is { Count: > 0 and <= 20 }, "hostOrigins", "Name the origins whose pages show the panels, for example https://example.lightning.force.com.");
        Need((HostOrigins ?? []).All(IsOrigin), "hostOrigins", "Each origin is scheme, host and port only, https, or http on this machine.");
        Need(IsAddress(Salesforce?.LoginUrl), "salesforce.loginUrl", "Give https://login.salesforce.com, https://test.salesforce.com or the org's My Domain.");
        Need(IsText(Salesforce?.ConsumerKey, 500), "salesforce.consumerKey", "Copy the consumer key of the external client app.");
        Need(IsText(Salesforce?.ConsumerSecret, 500), "salesforce.consumerSecret", "Copy the consumer secret of the external client app.");
        Need(IsAddress(Webex?.ApiBase), "webex.apiBase", "Give https://webexapis.com/v1.");
        Need(IsText(Webex?.ClientId, 500), "webex.clientId", "Copy the client id of the Webex integration.");
        Need(IsText(Webex?.ClientSecret, 500), "webex.clientSecret", "Copy the client secret of the Webex integration.");
        return problems;
    }

    /// <summary>The tenant, once there are no problems.</summary>
    public Tenant ToTenant(Guid id, DateTimeOffset now) => new(
        id, Name!.Trim(), DefaultCountry!.ToUpperInvariant(), [.. HostOrigins!.Select(origin => origin.TrimEnd('/'))], null, null,
        LoginOf(Salesforce!.LoginUrl!), Salesforce.ConsumerKey!.Trim(), Webex!.ApiBase!.TrimEnd('/'), Webex.ClientId!.Trim(), now);

    /// <summary>People copy the address of the Lightning pages; the sign-in lies at the org's My Domain.</summary>
    private static string LoginOf(string address) =>
        new Uri(address.Replace(".lightning.force.com", ".my.salesforce.com", StringComparison.OrdinalIgnoreCase)).GetLeftPart(UriPartial.Authority);

    private static bool IsText(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    private static bool IsOrigin(string? text) => IsAddress(text) && new Uri(text!).GetLeftPart(UriPartial.Authority) == text!.TrimEnd('/');

    /// <summary>Secrets go there: in clear over the network only to this very machine.</summary>
    private static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Query.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)))));
}
