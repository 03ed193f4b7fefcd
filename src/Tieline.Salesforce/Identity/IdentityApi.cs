using System.Text.Json.Serialization;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Who the user is.</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm">UserInfo endpoint</a>.</remarks>
public sealed class IdentityApi
{
    private readonly SalesforcePipeline _pipeline;

    internal IdentityApi(SalesforcePipeline pipeline) => _pipeline = pipeline;

    /// <summary>The user whose token is used.</summary>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm">UserInfo endpoint</a>.</remarks>
    public Task<UserInfo> UserInfoAsync(CancellationToken cancellationToken) =>
        _pipeline.SendAsync<UserInfo>(new SalesforceRequest("Identity.UserInfo", HttpMethod.Get, "/services/oauth2/userinfo"), cancellationToken);
}

/// <summary>A user as sign-in knows them.</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm">UserInfo endpoint</a>.</remarks>
public sealed record UserInfo
{
    /// <summary>The user's id, 18 characters.</summary>
    [JsonPropertyName("user_id")]
    public string UserId { get => field ?? ""; init; } = "";

    /// <summary>The org's id, 18 characters.</summary>
    [JsonPropertyName("organization_id")]
    public string OrganizationId { get => field ?? ""; init; } = "";

    /// <summary>The user name, which looks like an e-mail address and need not be one.</summary>
    [JsonPropertyName("preferred_username")]
    public string? UserName { get; init; }

    /// <summary>The full name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The e-mail address; in a sandbox it may end in <c>.invalid</c>.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>Whether the address was confirmed.</summary>
    [JsonPropertyName("email_verified")]
    public bool EmailVerified { get; init; }

    /// <summary>IANA name of the time zone.</summary>
    [JsonPropertyName("zoneinfo")]
    public string? ZoneInfo { get; init; }

    /// <summary>Such as <c>en_US</c>.</summary>
    [JsonPropertyName("language")]
    public string? Language { get; init; }

    /// <summary>Such as <c>da_DK</c>.</summary>
    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    /// <summary>STANDARD and others.</summary>
    [JsonPropertyName("user_type")]
    public string? UserType { get; init; }

    /// <summary>Whether the user may sign in.</summary>
    [JsonPropertyName("active")]
    public bool Active { get; init; } = true;
}
