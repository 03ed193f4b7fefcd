using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>Signing in without a browser.</summary>
public sealed class SfJwtTests(SfSession sf) : IClassFixture<SfSession>
{
    [Fact]
    public async Task Sf_signs_in_by_a_signed_assertion()
    {
        using var key = RSA.Create(2048);
        var file = sf.NewFile("key.pem", key.ExportPkcs8PrivateKeyPem());
        await sf.Org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "jwt-app", ["consumerSecret"] = "secret", ["jwtPublicKey"] = key.ExportSubjectPublicKeyInfoPem() });
        string[] login = ["org", "login", "jwt", "--client-id", "jwt-app", "--jwt-key-file", file, "--username", "bo.lind@nordlys.example", "--instance-url", sf.OrgUrl, "--alias", "bo"];
        Assert.Contains("user hasn't approved this consumer", (string)(await sf.AnswerAsync(null, login))["message"]!);
        await sf.Org.ControlAsync("switches", new JsonObject { ["jwtNeedsApproval"] = false });
        Assert.Equal("bo.lind@nordlys.example", (string)(await sf.RunAsync(login))["username"]!);
        var bo = await sf.RunAsync("data", "query", "-o", "bo", "-q", "SELECT Id FROM Account USING SCOPE mine LIMIT 1");
        Assert.Equal(1, (int)bo["totalSize"]!);
    }
}
