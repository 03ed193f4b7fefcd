namespace Tieline.Server.Connections.Connecting;

/// <summary>What is to be changed of a tenant; what is null stays. Secrets are written here and never read again.</summary>
internal sealed record TenantChange
{
    public string? Name { get; init; }

    public string? DefaultCountry { get; init; }

    public IReadOnlyList<string>? HostOrigins { get; init; }

    public SalesforcePart? Salesforce { get; init; }

    public WebexPart? Webex { get; init; }

    public AppPart? ServiceApp { get; init; }

    /// <param name="Way">A name of <see cref="SalesforceWay"/>.</param>
    /// <param name="LoginUrl">Any address of the org.</param>
    /// <param name="UserName">Of the integration user.</param>
    internal sealed record SalesforcePart(string? Way = null, string? LoginUrl = null, string? ConsumerKey = null, string? ConsumerSecret = null, string? UserName = null)
    {
        public override string ToString() => "SalesforcePart (hidden)";
    }

    internal sealed record WebexPart(string? ApiBase = null, string? ClientId = null, string? ClientSecret = null)
    {
        public override string ToString() => "WebexPart (hidden)";
    }

    internal sealed record AppPart(string? ClientId = null, string? ClientSecret = null)
    {
        public override string ToString() => "AppPart (hidden)";
    }

    /// <summary>Each field that is wrong, with a sentence that says what it should be.</summary>
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

        Need(Name is null || TenantFields.IsName(Name), "name", TenantFields.Name);
        Need(DefaultCountry is null || TenantFields.IsCountry(DefaultCountry), "defaultCountry", TenantFields.Country);
        Need(HostOrigins is null || TenantFields.AreOrigins(HostOrigins), "hostOrigins", TenantFields.NoOrigins);
        Need((HostOrigins ?? []).All(TenantFields.IsOrigin), "hostOrigins", TenantFields.Origins);
        Need(Salesforce?.Way is null || Enum.GetNames<SalesforceWay>().Contains(Salesforce.Way), "salesforce.way", TenantFields.Way);
        Need(Salesforce?.LoginUrl is null || MyDomain.Read(Salesforce.LoginUrl) is not null || TenantFields.IsAddress(Salesforce.LoginUrl), "salesforce.loginUrl", TenantFields.Login);
        Need(Salesforce?.ConsumerKey is null || TenantFields.IsText(Salesforce.ConsumerKey), "salesforce.consumerKey", TenantFields.ConsumerKey);
        Need(Salesforce?.ConsumerSecret is null || TenantFields.IsText(Salesforce.ConsumerSecret), "salesforce.consumerSecret", TenantFields.ConsumerSecret);
        Need(Salesforce?.UserName is null || TenantFields.IsUserName(Salesforce.UserName), "salesforce.userName", TenantFields.User);
        Need(Webex?.ApiBase is null || TenantFields.IsAddress(Webex.ApiBase), "webex.apiBase", TenantFields.ApiBase);
        Need(Webex?.ClientId is null || TenantFields.IsText(Webex.ClientId), "webex.clientId", TenantFields.ClientId);
        Need(Webex?.ClientSecret is null || TenantFields.IsText(Webex.ClientSecret), "webex.clientSecret", TenantFields.ClientSecret);
        Need(ServiceApp?.ClientId is null || TenantFields.IsText(ServiceApp.ClientId), "serviceApp.clientId", TenantFields.AppClientId);
        Need(ServiceApp?.ClientSecret is null || TenantFields.IsText(ServiceApp.ClientSecret), "serviceApp.clientSecret", TenantFields.AppClientSecret);
        return problems;
    }
}
