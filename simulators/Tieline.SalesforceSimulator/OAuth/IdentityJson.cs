using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The bodies of userinfo and of the identity URL.</summary>
public static class IdentityJson
{
    private static readonly (string Name, string Path)[] Urls =
    [
        ("enterprise", "/services/Soap/c/{version}/"), ("metadata", "/services/Soap/m/{version}/"), ("partner", "/services/Soap/u/{version}/"), ("rest", "/services/data/v{version}/"),
        ("sobjects", "/services/data/v{version}/sobjects/"), ("search", "/services/data/v{version}/search/"), ("query", "/services/data/v{version}/query/"),
        ("recent", "/services/data/v{version}/recent/"), ("tooling_soap", "/services/Soap/T/{version}/"), ("tooling_rest", "/services/data/v{version}/tooling/"),
        ("profile", "/{user}"), ("feeds", "/services/data/v{version}/chatter/feeds"), ("groups", "/services/data/v{version}/chatter/groups"),
        ("users", "/services/data/v{version}/chatter/users"), ("feed_items", "/services/data/v{version}/chatter/feed-items"), ("custom_domain", ""),
    ];

    public static JsonObject UserInfo(SalesforceOrg org, string url, SalesforceRecord user)
    {
        var json = new JsonObject
        {
            ["sub"] = $"{url}/id/{org.Id}/{user.Id}", ["user_id"] = user.Id, ["organization_id"] = org.Id, ["preferred_username"] = user.Text("Username"),
            ["nickname"] = user.Text("CommunityNickname"), ["name"] = user.Text("Name"), ["email"] = user.Text("Email"), ["email_verified"] = true,
            ["given_name"] = user.Text("FirstName"), ["family_name"] = user.Text("LastName"), ["zoneinfo"] = user.Text("TimeZoneSidKey"), ["photos"] = Photos(url),
            ["profile"] = $"{url}/{user.Id}", ["picture"] = url + "/profilephoto/005/F", ["address"] = new JsonObject { ["country"] = user.Text("Country") },
            ["is_salesforce_integration_user"] = false, ["updated_at"] = RestJson.Moment(user.Moment("LastModifiedDate")!.Value), ["is_app_installed"] = true,
        };
        return Shared(json, url, user);
    }

    public static JsonObject Identity(SalesforceOrg org, string url, SalesforceRecord user)
    {
        var json = new JsonObject
        {
            ["id"] = $"{url}/id/{org.Id}/{user.Id}", ["asserted_user"] = true, ["user_id"] = user.Id, ["organization_id"] = org.Id, ["username"] = user.Text("Username"),
            ["nick_name"] = user.Text("CommunityNickname"), ["display_name"] = user.Text("Name"), ["email"] = user.Text("Email"), ["email_verified"] = true,
            ["first_name"] = user.Text("FirstName"), ["last_name"] = user.Text("LastName"), ["timezone"] = user.Text("TimeZoneSidKey"), ["photos"] = Photos(url),
            ["addr_street"] = user.Text("Street"), ["addr_city"] = user.Text("City"), ["addr_state"] = user.Text("State"), ["addr_country"] = user.Text("Country"),
            ["addr_zip"] = user.Text("PostalCode"), ["mobile_phone"] = user.Text("MobilePhone"), ["mobile_phone_verified"] = false, ["is_lightning_login_user"] = false,
            ["status"] = new JsonObject { ["created_date"] = null, ["body"] = null }, ["last_modified_date"] = RestJson.Moment(user.Moment("LastModifiedDate")!.Value),
        };
        return Shared(json, url, user);
    }

    private static JsonObject Shared(JsonObject json, string url, SalesforceRecord user)
    {
        var urls = new JsonObject();
        foreach (var (name, path) in Urls) urls[name] = url + path.Replace("{user}", user.Id);
        json["urls"] = urls;
        json["active"] = user.Is("IsActive");
        json["user_type"] = "STANDARD";
        json["language"] = user.Text("LanguageLocaleKey");
        json["locale"] = user.Text("LocaleSidKey");
        json["utcOffset"] = TimeZoneInfo.TryFindSystemTimeZoneById(user.Text("TimeZoneSidKey") ?? "UTC", out var zone) ? (long)zone.BaseUtcOffset.TotalMilliseconds : 0;
        return json;
    }

    private static JsonObject Photos(string url) => new() { ["picture"] = url + "/profilephoto/005/F", ["thumbnail"] = url + "/profilephoto/005/T" };
}
