using System.Text.Json.Nodes;
using Tieline.Server.Doctor;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

public class WhatTheDoctorFindsInTheOrg : BreakingStories
{
    public static TheoryData<string> Ways => Of("Org");

    [Theory, MemberData(nameof(Ways))]
    public Task What_is_broken_is_found_by_its_check_and_mended_where_it_can_be(string way) => FindAsync(way);
}

public class WhatTheDoctorFindsAtWebex : BreakingStories
{
    public static TheoryData<string> Ways => Of("WebexSide");

    [Theory, MemberData(nameof(Ways))]
    public Task What_is_broken_is_found_by_its_check_and_mended_where_it_can_be(string way) => FindAsync(way);
}

public class WhatTheDoctorFindsInPackageAndServer : BreakingStories
{
    public static TheoryData<string> Ways => Of("Package", "Machine");

    [Theory, MemberData(nameof(Ways))]
    public Task What_is_broken_is_found_by_its_check_and_mended_where_it_can_be(string way) => FindAsync(way);
}

/// <summary>
/// Each thing is broken in the simulated clouds or around the server, found by its check, and mended where it can be.
/// A class for each part of the doctor: each breaking takes a world of its own, and classes run side by side.
/// </summary>
public abstract class BreakingStories
{
    protected static TheoryData<string> Of(params string[] parts)
    {
        var checks = CheckTable.All.Where(check => parts.Contains(check.Namespace![(check.Namespace!.LastIndexOf('.') + 1)..])).Select(check => check.Name[..^"Check".Length]).ToList();
        return [.. Breakings.All.Where(one => checks.Contains(one.Value.Check)).Select(one => one.Key)];
    }

    protected static async Task FindAsync(string way)
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

    // A check that cannot tell because of another one leads whoever reads it there: that one must not say that all is well.
    private static void AssertNamesNoneThatIsWell(JsonNode check, IEnumerable<JsonNode> all)
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
