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

        var found = (await world.RunAsync())[breaking.Check];
        Assert.True((string)found["verdict"]! == breaking.Verdict, found.ToJsonString());
        Assert.Contains(breaking.Words, (string)found["sentence"]!, StringComparison.Ordinal);
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
    public void Every_check_is_broken_somehow() =>
        Assert.Empty(CheckTable.All.Select(type => type.Name[..^"Check".Length]).Except(Breakings.All.Values.Select(one => one.Check)).Except(OtherBreakings.Checks));

    [Fact]
    public async Task A_world_in_which_the_guide_was_followed_is_well()
    {
        await using var world = await HealthyWorld.StartAsync();
        var found = await world.RunAsync();
        Assert.Equal(CheckTable.All.Count, found.Count);
        Assert.Empty(found.Values.Where(check => (string)check["verdict"]! != "well").Select(check => check.ToJsonString()));
        Assert.Equal("The integration user is signed in to Nordlys Industries.", (string)found["SalesforceSignIn"]["sentence"]!);
        var danish = await world.RunAsync("da");
        Assert.Equal("Integrationsbrugeren er logget ind på Nordlys Industries.", (string)danish["SalesforceSignIn"]["sentence"]!);
        Assert.DoesNotContain(danish.Values, check => check.ToJsonString().Contains("do-not-leak", StringComparison.Ordinal) || check.ToJsonString().Contains(world.World.LaunchSecret, StringComparison.Ordinal));
    }
}
