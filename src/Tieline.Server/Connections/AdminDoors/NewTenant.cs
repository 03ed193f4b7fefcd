using Tieline.Server.Connections.Connecting;

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

        Need(TenantFields.IsName(Name), "name", TenantFields.Name);
        Need(TenantFields.IsCountry(DefaultCountry), "defaultCountry", TenantFields.Country);
        Need(TenantFields.AreOrigins(HostOrigins), "hostOrigins", TenantFields.NoOrigins);
        Need((HostOrigins ?? []).All(TenantFields.IsOrigin), "hostOrigins", TenantFields.Origins);
        Need(TenantFields.IsAddress(Salesforce?.LoginUrl), "salesforce.loginUrl", TenantFields.Login);
        Need(TenantFields.IsText(Salesforce?.ConsumerKey), "salesforce.consumerKey", TenantFields.ConsumerKey);
        Need(TenantFields.IsText(Salesforce?.ConsumerSecret), "salesforce.consumerSecret", TenantFields.ConsumerSecret);
        Need(TenantFields.IsAddress(Webex?.ApiBase), "webex.apiBase", TenantFields.ApiBase);
        Need(TenantFields.IsText(Webex?.ClientId), "webex.clientId", TenantFields.ClientId);
        Need(TenantFields.IsText(Webex?.ClientSecret), "webex.clientSecret", TenantFields.ClientSecret);
        return problems;
    }

    /// <summary>The tenant, once there are no problems.</summary>
    public Tenant ToTenant(Guid id, DateTimeOffset now) => new(
        id, Name!.Trim(), DefaultCountry!.ToUpperInvariant(), [.. HostOrigins!.Select(origin => origin.TrimEnd('/'))], null, null,
        TenantFields.LoginOf(Salesforce!.LoginUrl!), Salesforce.ConsumerKey!.Trim(), Webex!.ApiBase!.TrimEnd('/'), Webex.ClientId!.Trim(), now);
}
