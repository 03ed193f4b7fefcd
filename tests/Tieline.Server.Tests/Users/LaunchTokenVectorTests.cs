using System.Text.Json.Nodes;
using Tieline.Server.Tests.Conventions;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>The tokens that the org's Apex is tested with (<c>salesforce/test/vectors</c>) are what the server takes.</summary>
public class LaunchTokenVectorTests
{
    public static IEnumerable<TheoryDataRow<string, JsonNode>> Vectors => JsonNode.Parse(Repository.Read("salesforce/test/vectors/launch-tokens.json"))!.AsArray()
        .Select(vector => new TheoryDataRow<string, JsonNode>((string)vector!["why"]!, vector));

    [Theory, MemberData(nameof(Vectors), DisableDiscoveryEnumeration = true)]
    public void What_Apex_signs_the_server_reads_and_believes(string why, JsonNode vector)
    {
        var text = (string)vector["token"]!;
        var token = LaunchToken.Read(text)!;

        Assert.True(LaunchToken.IsSigned(text, (string)vector["secret"]!), why);
        Assert.False(LaunchToken.IsSigned(text, (string)vector["secret"]! + "x"), why);
        Assert.Null(token.Problem(DateTimeOffset.FromUnixTimeSeconds((long)vector["issuedAt"]! + 30)));
        Assert.Equal(
            ((string)vector["organizationId"]!, (string)vector["userId"]!, (string)vector["language"]!, (string)vector["tokenId"]!),
            (token.Org, token.User, token.Language, token.Id)!);
    }
}
