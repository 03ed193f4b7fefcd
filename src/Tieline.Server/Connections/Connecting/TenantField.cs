namespace Tieline.Server.Connections.Connecting;

/// <summary>A field of a tenant that an administrator changes and the audit trail names; secrets are none of them.</summary>
/// <param name="CanUndo">What it held before can be put back alone. The others hang together with a secret or a sign-in that is not kept.</param>
internal sealed record TenantField(string Name, Func<TenantRow, string> Get, Action<TenantRow, string> Put, bool CanUndo = false)
{
    public const string HostOrigins = "hostOrigins";

    public static readonly IReadOnlyList<TenantField> All =
    [
        new("name", row => row.Name, (row, value) => row.Name = value, CanUndo: true),
        new("defaultCountry", row => row.DefaultCountry, (row, value) => row.DefaultCountry = value, CanUndo: true),
        new(HostOrigins, row => row.HostOrigins, (row, value) => row.HostOrigins = value, CanUndo: true),
        new("salesforce.way", row => row.SalesforceWay, (row, value) => row.SalesforceWay = value, CanUndo: true),
        new("salesforce.userName", row => row.SalesforceUser, (row, value) => row.SalesforceUser = value, CanUndo: true),
        new("salesforce.loginUrl", row => row.SalesforceLogin, (row, value) => row.SalesforceLogin = value),
        new("salesforce.consumerKey", row => row.SalesforceConsumerKey, (row, value) => row.SalesforceConsumerKey = value),
        new("webex.apiBase", row => row.WebexApi, (row, value) => row.WebexApi = value),
        new("webex.clientId", row => row.WebexClientId, (row, value) => row.WebexClientId = value),
        new("serviceApp.clientId", row => row.ServiceAppClientId, (row, value) => row.ServiceAppClientId = value),
    ];

    public static TenantField Named(string name) => All.Single(field => field.Name == name);
}
