using Tieline.Server.Doctor;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>That nothing is found where nothing is wrong, and that all that can be said is said somewhere: what is broken stands in <see cref="BreakingStories"/>.</summary>
public class WhatTheDoctorFinds
{
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
        Assert.Equal(Breakings.All.Count, WhatTheDoctorFindsInTheOrg.Ways.Count + WhatTheDoctorFindsAtWebex.Ways.Count + WhatTheDoctorFindsInPackageAndServer.Ways.Count);
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
}
