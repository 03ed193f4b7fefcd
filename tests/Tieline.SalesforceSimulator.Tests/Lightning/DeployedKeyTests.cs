using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

/// <summary>The shell signs as the package's Apex does once the package's key object is deployed, and shows nobody what it signs with.</summary>
public sealed class DeployedKeyTests : IAsyncLifetime
{
    private const string Encrypted = "<length>175</length><maskChar>asterisk</maskChar><maskType>all</maskType>";
    private Deployer to = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartOpenAsync();
        await to.DeployedAsync(new Package().Object("Webex_Launch_Key__c",
            Package.Field("Secret__c", "EncryptedText", Encrypted), Package.Field("Server_Url__c", "Url"), Package.Field("Active__c", "Checkbox", "<defaultValue>false</defaultValue>")));
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task The_newest_active_key_signs_before_the_pasted_secret()
    {
        await to.Org.ControlAsync("signer", new System.Text.Json.Nodes.JsonObject { ["secret"] = "pasted", ["tieline"] = "http://127.0.0.1:5080" });
        await SignsAsync("pasted", "http://127.0.0.1:5080");
        await KeyAsync("first", active: true);
        await to.StepAsync(2);
        await KeyAsync("second", active: true);
        await to.StepAsync(2);
        await KeyAsync("switched off", active: false);
        await SignsAsync("second", "https://second.example.com");
    }

    [Fact]
    public async Task An_encrypted_text_is_masked_in_rows_and_queries_and_cannot_be_a_condition()
    {
        var id = await KeyAsync("a secret", active: true);
        Assert.Equal("********", (string)(await to.Admin.RowAsync("Webex_Launch_Key__c", id))["Secret__c"]!);
        Assert.Equal("********", (string)(await to.Admin.QueryAsync("SELECT Secret__c FROM Webex_Launch_Key__c")).Is(200).Records.Single()!["Secret__c"]!);
        (await to.Admin.QueryAsync("SELECT Id FROM Webex_Launch_Key__c WHERE Secret__c = 'a secret'")).Refused("INVALID_FIELD");
    }

    private Task<string> KeyAsync(string secret, bool active) =>
        to.Admin.NewIdAsync("Webex_Launch_Key__c", new { Name = secret, Secret__c = secret, Server_Url__c = $"https://{secret.Split(' ')[0]}.example.com", Active__c = active });

    private async Task SignsAsync(string secret, string tieline)
    {
        using var shell = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = to.Org.Http.BaseAddress };
        using var signedIn = await shell.PostAsync("/lightning/login", new FormUrlEncodedContent([new("username", "ann.berg@nordlys.example")]));
        var parts = (await shell.PostAsync("/lightning/launch-token", null)).Content.ReadFromJsonAsync<JsonElement>().Result.GetProperty("token").GetString()!.Split('.');
        Assert.Equal(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(parts[0])), Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(tieline, (await shell.GetFromJsonAsync<JsonElement>("/lightning/session")).GetProperty("tieline").GetString());
    }
}
