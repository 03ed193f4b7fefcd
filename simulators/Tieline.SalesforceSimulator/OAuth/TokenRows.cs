using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>
/// Who let which app in, as <c>OauthToken</c> rows: one's own, and everybody's for who manages users.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_oauthtoken.htm
/// </summary>
internal static class TokenRows
{
    public static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, string userId) =>
        org.Sessions.Grants.Where(g => g.UserId == userId || org.Access.Of(userId).Has("PermissionsManageUsers")).Select(g => Row(org, g)).OrderBy(r => r.Id, StringComparer.Ordinal);

    private static SalesforceRecord Row(SalesforceOrg org, Grant grant)
    {
        var app = org.Apps.Find(grant.ConsumerKey);
        var label = app?.Name is { } name ? MetadataComponents.Find(org, "ExternalClientApplication", name)?.Metadata().Text("label") ?? name : app?.Label ?? grant.ConsumerKey;
        var id = RecordIds.Make("0CQ", BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(grant.RefreshToken))));
        return new SalesforceRecord("OauthToken", id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("UserId", grant.UserId))
            .With("AppName", label).With("CreatedDate", grant.IssuedAt).With("LastUsedDate", grant.LastUsedAt ?? grant.IssuedAt).With("UseCount", (decimal)grant.UseCount);
    }
}
