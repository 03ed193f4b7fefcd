using System.Security.Cryptography;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Seeded;

/// <summary>The same seed and the same story give the same org, to the letter.</summary>
public sealed class SeedTests
{
    [Fact]
    public async Task The_same_story_told_to_two_orgs_of_one_seed_is_answered_alike()
    {
        // One after the other at one address, for addresses stand in what is signed.
        var port = FreePort();
        var (one, other) = (await ToldStory.OfAsync(7, port), await ToldStory.OfAsync(7, port));
        Assert.True(one.Count > 20);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public async Task Orgs_of_other_seeds_and_other_numbers_share_no_token()
    {
        var tokens = new List<string>();
        foreach (var (seed, number) in new[] { (1, 1), (2, 1), (1, 2) })
        {
            await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { Seed = seed, OrgNumber = number, SeedStory = false });
            tokens.Add((await org.AsAsync()).Token[^90..]);
        }

        Assert.Equal(3, tokens.Distinct().Count());
    }

    [Fact]
    public async Task No_token_is_given_twice_over_a_reset_and_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"salesforce-simulator-{Guid.NewGuid():N}.json");
        var options = new SalesforceSimulatorOptions { SeedStory = false, StateFile = file };
        var tokens = new List<string>();
        await using (var org = await TestOrg.StartAsync(options))
        {
            tokens.Add((await org.AsAsync()).Token);
            await org.ControlAsync("reset");
            tokens.Add((await org.AsAsync()).Token);
            await org.StopAsync();
        }

        await using (var org = await TestOrg.StartAsync(options)) tokens.Add((await org.AsAsync()).Token);
        File.Delete(file);
        Assert.Equal(3, tokens.Distinct().Count());
    }

    [Fact]
    public void The_key_of_a_seed_is_an_rsa_key_and_always_the_same()
    {
        using var rsa = RSA.Create(SeededKey.Of("5/1"));
        var signature = rsa.SignData(new byte[] { 1, 2, 3 }, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var publicHalf = RSA.Create(new RSAParameters { Modulus = SeededKey.Of("5/1").Modulus, Exponent = SeededKey.Of("5/1").Exponent });
        Assert.True(publicHalf.VerifyData(new byte[] { 1, 2, 3 }, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(2048, rsa.KeySize);
        Assert.StartsWith(SeedOneModulus, Convert.ToHexString(SeededKey.Of("1/1").Modulus!));
    }

    [Fact]
    public void Purposes_draw_beside_each_other_and_never_twice_the_same()
    {
        var (one, other) = (new SeededRandom(), new SeededRandom());
        one.Start("1");
        other.Start("1");
        one.Guid("beside");
        Assert.Equal(other.Text("session", 90), one.Text("session", 90));
        Assert.NotEqual(other.Hex("app", 64), other.Hex("app", 64));
    }

    /// <summary>Of all processes and machines.</summary>
    private const string SeedOneModulus = "B7AA21ADDB3B5CAF5F23E3B1BD93BBE7B26C320D398B637AB9";

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
