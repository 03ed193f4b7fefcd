using System.Text.RegularExpressions;

namespace Tieline.Salesforce;

/// <summary>Which org is spoken to, in which version. Nothing secret is in here.</summary>
public sealed partial record SalesforceOptions
{
    /// <summary>The org's own host as sign-in told it (<c>instance_url</c>), for instance <c>https://example.my.salesforce.com</c>.</summary>
    public required Uri InstanceUrl
    {
        get;
        init => field = Host(value);
    }

    /// <summary>Version of the API, for instance 66.0.</summary>
    public string ApiVersion
    {
        get;
        init => field = Version().IsMatch(value)
            ? value
            : throw new ArgumentException($"The API version must look like 66.0, not '{value}'.", nameof(value));
    } = "66.0";

    /// <summary>How changes are marked as ours in the org's change events (<c>Sforce-Call-Options: client=...</c>). Letters, digits, dash and underscore.</summary>
    public string ClientName
    {
        get;
        init => field = Name().IsMatch(value)
            ? value
            : throw new ArgumentException($"The client name may hold letters, digits, - and _ only, not '{value}'.", nameof(value));
    } = "Tieline";

    /// <summary>How long one request may take, from the first byte sent to the last byte received. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    internal Uri DataBase => new(InstanceUrl, $"services/data/v{ApiVersion}/");

    private static Uri Host(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.IsAbsoluteUri || (value.Scheme != Uri.UriSchemeHttps && value.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"The org's address must be a whole http(s) address such as https://example.my.salesforce.com, not '{value}'.", nameof(value));
        }

        if (value.Host.EndsWith(".lightning.force.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{value.Host}' is the address of the Lightning pages; the API lies at the org's .my.salesforce.com address.", nameof(value));
        }

        return new Uri(value.GetLeftPart(UriPartial.Authority) + "/");
    }

    [GeneratedRegex(@"\A[0-9]{2,3}\.0\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
