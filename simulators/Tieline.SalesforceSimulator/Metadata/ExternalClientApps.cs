using System.Xml.Linq;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// Deployed External Client Apps as the clients they are for OAuth: an app with its OAuth settings, global OAuth settings and policies.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalclientapplication.htm
/// </summary>
internal static class ExternalClientApps
{
    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["Api"] = "api", ["Basic"] = "id", ["Web"] = "web", ["Full"] = "full", ["Chatter"] = "chatter_api", ["RefreshToken"] = "refresh_token", ["OfflineAccess"] = "offline_access", ["OpenID"] = "openid", ["Profile"] = "profile",
        ["Email"] = "email", ["Address"] = "address", ["Phone"] = "phone", ["CustomPermissions"] = "custom_permissions", ["Lightning"] = "lightning", ["Content"] = "content", ["Wave"] = "wave_api", ["Eclair"] = "eclair_api", ["Pardot"] = "pardot_api",
    };

    internal static void Check(SalesforceOrg org, ComponentSource source)
    {
        var metadata = source.Metadata;
        var app = metadata.Text("externalClientApplication")!;
        if (MetadataComponents.All(org, source.Type.Name).Any(c => c.Text("FullName") != source.FullName && c.Metadata().Text("externalClientApplication") == app))
            throw ComponentProblem.At(metadata, $"The external client app {app} already has a component of type {source.Type.Name}");
        foreach (var scope in Listed(metadata.Text("commaSeparatedOauthScopes")).Where(s => !Scopes.ContainsKey(s))) throw ComponentProblem.At(metadata.Child("commaSeparatedOauthScopes"), $"Invalid OAuth scope: {scope}");
        foreach (var callback in Callbacks(metadata).Where(c => Addresses.Plain(c) is null && !Uri.TryCreate(c, UriKind.Absolute, out _))) throw ComponentProblem.At(metadata.Child("callbackUrl"), $"Invalid callback URL: {callback}");
        if (metadata.Text("consumerKey") is { } key && org.Apps.Find(key) is { } taken && taken.Name != app) throw ComponentProblem.At(metadata.Child("consumerKey"), "The consumer key is already taken.");
        if (metadata.Text("certificate") is { } pem && !JwtBearer.IsKey(pem)) throw ComponentProblem.At(metadata.Child("certificate"), "The certificate cannot be read");
        if (source.Type.Name == "ExtlClntAppOauthConfigurablePolicies") ExternalClientPolicies.Check(org, metadata);
    }

    /// <summary>Brings the OAuth clients in step with the components; key and secret of an app stay until a deployment rotates them.</summary>
    internal static void Rebuild(SalesforceOrg org)
    {
        var apps = MetadataComponents.All(org, "ExternalClientApplication").Select(a => Client(org, a.Text("FullName")!)).OfType<ConnectedApp>().ToList();
        foreach (var gone in org.Apps.All.Where(a => a.Name is not null && !apps.Any(b => b.ConsumerKey == a.ConsumerKey))) org.Apps.Remove(gone.ConsumerKey);
        foreach (var app in apps) org.Apps.Put(app);
    }

    private static ConnectedApp? Client(SalesforceOrg org, string name)
    {
        if (Part(org, "ExtlClntAppOauthSettings", name) is not { } settings || Part(org, "ExtlClntAppGlobalOauthSettings", name) is not { } global) return null;
        if (Part(org, "ExtlClntAppConfigurablePolicies", name) is { } policies && !(policies.Flag("isEnabled") && policies.Text("isOauthPluginEnabled") is not "false")) return null;
        var oauthPolicies = Part(org, "ExtlClntAppOauthConfigurablePolicies", name);
        var before = org.Apps.All.FirstOrDefault(a => a.Name == name);
        var app = new ConnectedApp
        {
            Name = name, ConsumerKey = global.Text("consumerKey") ?? before?.ConsumerKey ?? "3MVG9" + org.Random.Text("app", 80),
            ConsumerSecret = global.Text("consumerSecret") ?? before?.ConsumerSecret ?? org.Random.Hex("app", 64),
            CallbackUrls = [.. Callbacks(global)], Scopes = [.. Listed(settings.Text("commaSeparatedOauthScopes")).Select(s => Scopes[s])], PkceRequired = global.Flag("isPkceRequired"),
            RefreshTokenRotation = global.Flag("isRefreshTokenRotationEnabled"), SecretOptional = global.Flag("isConsumerSecretOptional"), JwtPublicKey = global.Text("certificate") ?? before?.JwtPublicKey,
            SecretRequiredForRefresh = global.Text("isSecretRequiredForRefreshToken") is null or "true" or "1", IntrospectAllTokens = global.Flag("isIntrospectAllTokens"),
            ClientCredentialsUser = global.Flag("isClientCredentialsFlowEnabled") && oauthPolicies?.Flag("isClientCredentialsFlowEnabled") == true ? oauthPolicies.Text("clientCredentialsFlowUser") : null,
        };
        return oauthPolicies is null ? app : ExternalClientPolicies.Apply(org, app, oauthPolicies);
    }

    private static XElement? Part(SalesforceOrg org, string type, string app) =>
        MetadataComponents.All(org, type).Select(c => c.Metadata()).FirstOrDefault(m => m.Text("externalClientApplication") == app);

    private static IEnumerable<string> Callbacks(XElement metadata) => (metadata.Text("callbackUrl") ?? "").Split([',', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Listed(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
