using Tieline.Server.Doctor;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>Each thing is broken in the simulated clouds or around the server, found by its check, and mended where it can be.</summary>
public class WhatTheDoctorFinds
{
    public static TheoryData<string> Ways => [.. Breakings.All.Keys];

    [Theory, MemberData(nameof(Ways))]
    public async Task What_is_broken_is_found_by_its_check_and_mended_where_it_can_be(string way)
    {
        var breaking = Breakings.All[way];
        await using var world = await HealthyWorld.StartAsync();
        await breaking.DoAsync(world);

        var all = await world.RunAsync();
        Assert.All(all.Values, check => Assert.NotEmpty(check["evidence"]!.AsArray()));
        Assert.All(all.Values, check => AssertNamesNoneThatIsWell(check, all.Values));
        var found = all[breaking.Check];
        Assert.True((string)found["verdict"]! == breaking.Verdict, found.ToJsonString());
        Assert.Contains(breaking.Words, (string)found["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(breaking.Finds, $"{breaking.Check}.{await SaysAsync(world, breaking.Check)}");
        Assert.Equal(breaking.IsFixable, (bool)found["canFix"]!);
        if (breaking.IsFixable)
        {
            var mended = await world.FixAsync(breaking.Check);
            Assert.True((string)mended["verdict"]! == breaking.Afterwards && !(bool)mended["canFix"]!, mended.ToJsonString());
            Assert.Equal(breaking.Afterwards, (string)(await world.RunAsync())[breaking.Check]["verdict"]!);
            var trail = (await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/audit"))["entries"]!.AsArray();
            Assert.Contains(trail, entry => (string)entry!["what"]! == breaking.Trail && (breaking.Trail != "doctor" || (string)entry["subject"]! == breaking.Check));
            await world.FixAsync(breaking.Check);
            Assert.Equal(trail.Count, (await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/audit"))["entries"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_server_that_signs_in_by_its_certificate_needs_no_refresh_token()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.CertificateAloneAsync(world);
        Assert.Equal("well", (string)(await world.RunAsync())["RefreshToken"]["verdict"]!);
    }

    [Fact]
    public void Every_sentence_of_every_check_is_brought_about_somehow()
    {
        using var server = ServerSetup.Create([]);
        var sentences = server.Services.GetServices<ICheck>().SelectMany(check => check.Says.Select(says => $"{check.Name}.{says}")).ToList();
        Assert.Empty(sentences.Except(Breakings.All.Values.Select(one => one.Finds)).Except(OtherBreakings.Sentences.Keys));
        Assert.Empty(OtherBreakings.Sentences.Keys.Except(sentences));
    }

    [Fact]
    public async Task A_world_in_which_the_guide_was_followed_is_well()
    {
        await using var world = await HealthyWorld.StartAsync();
        var found = await world.RunAsync();
        Assert.Equal(CheckTable.All.Count, found.Count);
        Assert.Empty(found.Values.Where(check => (string)check["verdict"]! != "well" || !(bool)check["couldLook"]!).Select(check => check.ToJsonString()));
        Assert.All(found.Values, check => Assert.NotEmpty(check["evidence"]!.AsArray()));
        Assert.Equal("The integration user is signed in to Nordlys Industries.", (string)found["SalesforceSignIn"]["sentence"]!);
        var danish = await world.RunAsync("da");
        Assert.Equal("Integrationsbrugeren er logget ind på Nordlys Industries.", (string)danish["SalesforceSignIn"]["sentence"]!);
        Assert.DoesNotContain(danish.Values, check => check.ToJsonString().Contains("do-not-leak", StringComparison.Ordinal) || check.ToJsonString().Contains(world.World.LaunchSecret, StringComparison.Ordinal));
    }

    // A check that cannot tell because of another one leads whoever reads it there: that one must not say that all is well.
    private static void AssertNamesNoneThatIsWell(System.Text.Json.Nodes.JsonNode check, IEnumerable<System.Text.Json.Nodes.JsonNode> all)
    {
        const string Because = "Not known, because of: ";
        var sentence = (string)check["sentence"]!;
        if (sentence.StartsWith(Because, StringComparison.Ordinal))
        {
            var named = all.Where(one => sentence[Because.Length..].StartsWith((string)one["title"]!, StringComparison.Ordinal)).MaxBy(one => ((string)one["title"]!).Length)!;
            Assert.True((string)named["verdict"]! != "well", $"{check["name"]}: {sentence}");
        }
    }

    private static async Task<string> SaysAsync(HealthyWorld world, string check) =>
        (await world.World.Get<Examiner>().LastAsync(world.World.TenantId, TestWorld.Stop)).Single(one => one.Name == check).Finding.Says;
}
