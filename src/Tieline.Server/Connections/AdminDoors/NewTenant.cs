using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>What an admin sends to make a tenant.</summary>
internal sealed record NewTenant(string? Name, string? DefaultCountry, IReadOnlyList<string>? HostOrigins, NewTenant.SalesforcePart? Salesforce, NewTenant.WebexPart? Webex)
{
    internal sealed record SalesforcePart(string? LoginUrl, string? ConsumerKey, string? ConsumerSecret)
    {
        public override string ToString() => "SalesforcePart (hidden)";
    }

    internal sealed record WebexPart(string? ApiBase, string? ClientId, string? ClientSecret)
    {
        public override string ToString() => "WebexPart (hidden)";
    }

    /// <summary>What is wrong, by field; empty when all is well. As in a change, but nothing may be left out.</summary>
    public Dictionary<string, string[]> Problems() => new TenantChange
    {
        Name = Name ?? "",
        DefaultCountry = DefaultCountry ?? "",
        HostOrigins = HostOrigins ?? [],
        Salesforce = new(LoginUrl: Salesforce?.LoginUrl ?? "", ConsumerKey: Salesforce?.ConsumerKey ?? "", ConsumerSecret: Salesforce?.ConsumerSecret ?? ""),
        Webex = new(Webex?.ApiBase ?? "", Webex?.ClientId ?? "", Webex?.ClientSecret ?? ""),
    }.Problems();

    /// <summary>The tenant, once there are no problems.</summary>
    public Tenant ToTenant(Guid id, DateTimeOffset now) => new(
        id, Name!.Trim(), DefaultCountry!.ToUpperInvariant(), [.. HostOrigins!.Select(origin => origin.TrimEnd('/'))], null, null,
        TenantFields.LoginOf(Salesforce!.LoginUrl!), Salesforce.ConsumerKey!.Trim(), Webex!.ApiBase!.TrimEnd('/'), Webex.ClientId!.Trim(), now);
}
