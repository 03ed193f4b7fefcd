using System.Xml.Linq;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// What an administrator's policies let a deployed app do.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthconfigurablepolicies.htm
/// </summary>
internal static class ExternalClientPolicies
{
    private const int MostMinutes = 1440;

    private static readonly Dictionary<string, long> Units = new() { ["Hours"] = 3600, ["Days"] = 24 * 3600, ["Months"] = 30 * 24 * 3600 };

    internal static void Check(SalesforceOrg org, XElement policies)
    {
        if (policies.Text("clientCredentialsFlowUser") is { } user && org.UserNamed(user) is null) throw ComponentProblem.NotFound(policies.Child("clientCredentialsFlowUser"), "clientCredentialsFlowUser", "User", user);
        foreach (var (element, type) in new[] { ("commaSeparatedPermissionSet", "PermissionSet"), ("commaSeparatedProfile", "Profile") })
            if (Listed(policies.Text(element)).FirstOrDefault(name => Named(org, type, name) is null) is { } unknown)
                throw ComponentProblem.NotFound(policies.Child(element), element, type, unknown);
        if (policies.Text("ipRelaxationPolicyType") is { } relaxation && !AppPolicy.IpRelaxations.Contains(relaxation)) throw ComponentProblem.At(policies.Child("ipRelaxationPolicyType"), $"Invalid IP relaxation policy: {relaxation}");
        if (policies.Text("sessionTimeoutInMinutes") is not null && policies.Number("sessionTimeoutInMinutes") is not (>= 1 and <= MostMinutes)) throw ComponentProblem.At(policies.Child("sessionTimeoutInMinutes"), $"The session timeout lies between 1 and {MostMinutes} minutes");
        if (policies.Text("refreshTokenValidityUnit") is { } unit && !Units.ContainsKey(unit)) throw ComponentProblem.At(policies.Child("refreshTokenValidityUnit"), $"Invalid unit: {unit}");
        if (policies.Text("refreshTokenPolicyType") is "SpecificLifetime" or "SpecificInactivity" && policies.Number("refreshTokenValidityPeriod") is not > 0) throw ComponentProblem.At(policies, "Required field is missing: refreshTokenValidityPeriod");
        if (Seconds(policies) > AppPolicy.MostSeconds) throw ComponentProblem.At(policies.Child("refreshTokenValidityPeriod"), "A refresh token is valid for 10 years at most");
    }

    internal static ConnectedApp Apply(SalesforceOrg org, ConnectedApp app, XElement policies) => app with
    {
        PermittedUsers = policies.Text("permittedUsersPolicyType") ?? app.PermittedUsers,
        PermissionSets = [.. Listed(policies.Text("commaSeparatedPermissionSet")).Select(n => Named(org, "PermissionSet", n)).OfType<string>()],
        Profiles = [.. Listed(policies.Text("commaSeparatedProfile")).Select(n => Named(org, "Profile", n)).OfType<string>()],
        RefreshTokenPolicy = policies.Text("refreshTokenPolicyType") ?? app.RefreshTokenPolicy,
        RefreshTokenSeconds = Seconds(policies),
        IpRelaxation = policies.Text("ipRelaxationPolicyType") ?? app.IpRelaxation,
        SessionTimeoutMinutes = policies.Number("sessionTimeoutInMinutes"),
    };

    private static long Seconds(XElement policies) => (policies.Number("refreshTokenValidityPeriod") ?? 0) * Units[policies.Text("refreshTokenValidityUnit") ?? "Days"];

    /// <summary>The documents speak of ids; a package that goes from org to org has names.</summary>
    private static string? Named(SalesforceOrg org, string type, string name) => org.Records.Find(name) is { } row && row.ObjectName == type
        ? row.Text("Name")
        : org.Records.Rows(type).FirstOrDefault(r => r.Text("Name") == name)?.Text("Name");

    private static IEnumerable<string> Listed(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
