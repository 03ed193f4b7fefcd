using System.Net;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Connected apps and external client apps with their policies, and the addresses sign-ins may come from.</summary>
internal static class AppDoors
{
    public sealed record AppRequest
    {
        public string? Label { get; init; }
        public string? Package { get; init; }
        public bool? Installed { get; init; }
        public string? ConsumerKey { get; init; }
        public string? ConsumerSecret { get; init; }
        public string[]? CallbackUrls { get; init; }
        public string[]? Scopes { get; init; }
        public bool? PkceRequired { get; init; }
        public bool? RefreshTokenRotation { get; init; }
        public bool? SecretOptional { get; init; }
        public bool? SecretRequiredForRefresh { get; init; }
        public bool? IntrospectAllTokens { get; init; }
        public string? ClientCredentialsUser { get; init; }
        public string? JwtPublicKey { get; init; }
        public string? PermittedUsers { get; init; }
        public string[]? PermissionSets { get; init; }
        public string[]? Profiles { get; init; }
        public string? RefreshTokenPolicy { get; init; }
        public long? RefreshTokenSeconds { get; init; }
        public string? IpRelaxation { get; init; }
        public int? SessionTimeoutMinutes { get; init; }
    }

    public sealed record IpRequest(string[]? Ranges);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/apps", (AppRequest request, SalesforceOrg org) => Problem(org, request) is { } problem ? PeopleDoors.Problem(problem) : Put(org, request));
        control.MapGet("/apps", (SalesforceOrg org) => new
        {
            apps = org.Apps.All.Select(a => new
            {
                a.Label, a.Name, a.Package, a.Installed, a.ConsumerKey, a.CallbackUrls, a.Scopes, a.PkceRequired, a.RefreshTokenRotation, a.PermittedUsers, a.PermissionSets, a.Profiles, a.RefreshTokenPolicy, a.RefreshTokenSeconds, a.IpRelaxation, a.SessionTimeoutMinutes,
            }),
        });
        control.MapPost("/ip", (IpRequest request, SalesforceOrg org) =>
        {
            if (request.Ranges is not { } ranges || ranges.Any(r => !IPNetwork.TryParse(r, out _))) return PeopleDoors.Problem("ranges is a list such as [\"10.0.0.0/8\"]; an empty one lets all in");
            org.LoginIpRanges = ranges;
            org.Touch();
            return Results.Json(new { ranges });
        });
        control.MapGet("/ip", (SalesforceOrg org) => new { ranges = org.LoginIpRanges });
    }

    private static string? Problem(SalesforceOrg org, AppRequest request)
    {
        if (request is not { ConsumerKey.Length: > 0, ConsumerSecret.Length: > 0 }) return "An app needs consumerKey and consumerSecret";
        if (request.Label is { Length: 0 or > 80 } || request.Package is { Length: 0 or > 80 }) return "label and package are texts of 1 to 80 characters";
        if (org.Apps.Find(request.ConsumerKey)?.Name is { } deployed) return $"That is the key of the deployed app {deployed}";
        if (request.JwtPublicKey is { } pem && !JwtBearer.IsKey(pem)) return "jwtPublicKey is a certificate or RSA public key in PEM";
        if (request.PermittedUsers is { } users && !AppPolicy.PermittedUsers.Contains(users)) return $"permittedUsers is one of {string.Join(", ", AppPolicy.PermittedUsers)}";
        if (request.RefreshTokenPolicy is { } policy && !AppPolicy.RefreshTokens.Contains(policy)) return $"refreshTokenPolicy is one of {string.Join(", ", AppPolicy.RefreshTokens)}";
        if (request.RefreshTokenPolicy is "SpecificLifetime" or "SpecificInactivity" && request.RefreshTokenSeconds is not (> 0 and <= AppPolicy.MostSeconds)) return "this refreshTokenPolicy needs refreshTokenSeconds";
        if (request.IpRelaxation is { } relaxation && !AppPolicy.IpRelaxations.Contains(relaxation)) return $"ipRelaxation is one of {string.Join(", ", AppPolicy.IpRelaxations)}";
        if (request.SessionTimeoutMinutes is not (null or (>= 1 and <= 1440))) return "sessionTimeoutMinutes lies between 1 and 1440";
        if (Unknown(org, "PermissionSet", request.PermissionSets) is { } set) return $"There is no permission set called {set}";
        return Unknown(org, "Profile", request.Profiles) is { } profile ? $"There is no profile called {profile}" : null;
    }

    private static string? Unknown(SalesforceOrg org, string objectName, string[]? names) =>
        org.Run(() => names?.FirstOrDefault(n => org.Records.Rows(objectName).All(r => r.Text("Name") != n)));

    private static IResult Put(SalesforceOrg org, AppRequest request)
    {
        var app = new ConnectedApp
        {
            Label = request.Label, Package = request.Package, Installed = request.Installed ?? true, ConsumerKey = request.ConsumerKey!, ConsumerSecret = request.ConsumerSecret!, CallbackUrls = request.CallbackUrls ?? [],
            Scopes = request.Scopes ?? ["api", "refresh_token", "id", "openid"], PkceRequired = request.PkceRequired ?? true,
            RefreshTokenRotation = request.RefreshTokenRotation ?? false, SecretOptional = request.SecretOptional ?? false,
            SecretRequiredForRefresh = request.SecretRequiredForRefresh ?? true, IntrospectAllTokens = request.IntrospectAllTokens ?? false,
            ClientCredentialsUser = request.ClientCredentialsUser, JwtPublicKey = request.JwtPublicKey,
            PermittedUsers = request.PermittedUsers ?? AppPolicy.PermittedUsers[0], PermissionSets = request.PermissionSets ?? [], Profiles = request.Profiles ?? [],
            RefreshTokenPolicy = request.RefreshTokenPolicy ?? AppPolicy.RefreshTokens[0], RefreshTokenSeconds = request.RefreshTokenSeconds ?? 0,
            IpRelaxation = request.IpRelaxation ?? AppPolicy.IpRelaxations[0], SessionTimeoutMinutes = request.SessionTimeoutMinutes,
        };
        AppRows.Put(org, app);
        org.Touch();
        return Results.Json(new { consumerKey = app.ConsumerKey });
    }
}
